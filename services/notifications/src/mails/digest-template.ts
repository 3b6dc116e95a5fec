import { compileTemplate, type MailTemplate } from '@handrail/mail'
import type { Words } from '../words/words.ts'

type FinishedLine = { line: string }
/** What the digest's template is filled with; `''`, `false` and `[]` hide a part. */
export type DigestValues = {
  subject: string
  greeting: string
  lead: string
  home: string
  /** Why this mail came. */
  why: string
  unsubscribeUrl: string
  learning:
    | false
    | {
        next: false | { title: string; about: string; url: string; action: string; pace: string; due: string; climbed: string[]; here: string; ahead: string[] }
        news: { line: string }[]
        answers: { line: string }[]
      }
  teams: false | { teamsLabel: string; each: { heading: string; sentence: string; time: string; finished: FinishedLine[]; url: string }[] }
  cohort: false | { asked: string; quiet: string; finished: FinishedLine[]; cohortUrl: string }
}

const colours = {
  light: {
    paper: '#fbf8f3',
    card: '#ffffff',
    ink: '#1d2a2b',
    soft: '#54646a',
    line: '#e4ddd1',
    teal: '#0b5f63',
    wash: '#dbe9e6',
    sun: '#c8551b',
    onTeal: '#ffffff',
  },
  dark: {
    paper: '#10191a',
    card: '#182425',
    ink: '#e8efed',
    soft: '#a6b6b5',
    line: '#2b3b3c',
    teal: '#6cc5bf',
    wash: '#24484a',
    sun: '#f0a06e',
    onTeal: '#07201f',
  },
} as const

const cells = (content: string) => `<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr>${content}</tr></table>`
const block = (width: number, height: number | string, kind: string, colour: string) =>
  `<table role="presentation" cellpadding="0" cellspacing="0" border="0" width="${width}"><tr><td class="${kind}" bgcolor="${colour}" height="${height}" style="font-size:0;line-height:0;padding:0"></td></tr></table>`

/** The sign, a stair with its rail, made of cells: no picture to fetch. */
const sign = cells(
  [4, 9, 14, 19]
    .map(
      (height) =>
        `<td valign="bottom" style="padding:0">${block(7, 3, 'here', colours.light.sun)}<div style="height:7px;line-height:7px;font-size:0"></div>${block(7, height, 'climbed', colours.light.teal)}</td>`,
    )
    .join(''),
)
const step = (height: string, kind: string, colour: string) => `<td valign="bottom" style="padding:0 2px 0 0">${block(18, height, kind, colour)}</td>`
/** A path as steps: climbed, here, ahead. */
const stair = cells(
  `{{#climbed}}${step('{{.}}', 'climbed', colours.light.teal)}{{/climbed}}${step('{{here}}', 'here', colours.light.sun)}{{#ahead}}${step('{{.}}', 'ahead', colours.light.wash)}{{/ahead}}`,
)

const paint = (c: Record<keyof typeof colours.light, string>) => `
  body, .paper, .paper > div { background-color: ${c.paper} !important; }
  .card, .card > table { background-color: ${c.card} !important; }
  .card > table > tbody > tr > td { border-color: ${c.line} !important; }
  .ink div { color: ${c.ink} !important; }
  .soft div { color: ${c.soft} !important; }
  .brand div { color: ${c.teal} !important; }
  .link a { color: ${c.teal} !important; }
  .quiet a { color: ${c.soft} !important; }
  .climbed { background-color: ${c.teal} !important; }
  .here { background-color: ${c.sun} !important; }
  .ahead { background-color: ${c.wash} !important; }
  .go td, .go a { background-color: ${c.teal} !important; color: ${c.onTeal} !important; }`

/** The template before MJML has read it. */
export const digestMjml = ({ language, say }: Words) => `
<mjml lang="${language}">
  <mj-head>
    <mj-title>{{subject}}</mj-title>
    <mj-preview>{{lead}}</mj-preview>
    <mj-raw>
      <meta name="color-scheme" content="light dark" />
      <meta name="supported-color-schemes" content="light dark" />
    </mj-raw>
    <mj-attributes>
      <mj-all font-family="system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif" />
      <mj-text font-size="17px" line-height="1.5" color="${colours.light.ink}" padding="0 24px" />
      <mj-section padding="0" />
      <mj-wrapper padding="0 12px 16px" />
      <mj-button align="left" background-color="${colours.light.teal}" color="${colours.light.onTeal}" border-radius="12px" font-size="17px" font-weight="600" inner-padding="15px 32px" padding="16px 24px 4px" css-class="go" />
    </mj-attributes>
    <mj-style>
      :root { color-scheme: light dark; supported-color-schemes: light dark; }
      h1 { font-size: 26px; line-height: 1.2; letter-spacing: -.02em; margin: 0 0 6px; }
      h2 { font-size: 21px; line-height: 1.25; letter-spacing: -.01em; margin: 0 0 4px; }
      p { margin: 0; }
      .link a { font-weight: 600; text-underline-offset: 3px; }
      .go a { display: block; }
      ${paint(colours.light)}
      @media (prefers-color-scheme: dark) { ${paint(colours.dark)}
      }
      @media (max-width: 480px) { .go table { width: 100%; } }
    </mj-style>
  </mj-head>
  <mj-body background-color="${colours.light.paper}" css-class="paper" width="584px">
    <mj-section padding="28px 0 20px"><mj-column>
      <mj-text css-class="brand" padding="0 20px">
        ${cells(`<td valign="bottom" style="padding:0 10px 4px 0">${sign}</td><td valign="bottom" style="padding:0"><div style="font-size:19px;line-height:24px;font-weight:700;letter-spacing:-.01em">Handrail</div></td>`)}
      </mj-text>
    </mj-column></mj-section>

    <mj-section padding="0 0 20px"><mj-column>
      <mj-text css-class="ink" padding="0 20px"><h1>{{greeting}}</h1><p>{{lead}}</p></mj-text>
    </mj-column></mj-section>

    <mj-raw>{{#learning}}</mj-raw>
    <mj-wrapper><mj-section css-class="card" background-color="${colours.light.card}" border="1px solid ${colours.light.line}" border-radius="14px" padding="20px 0"><mj-column>
      <mj-text css-class="soft" font-size="15px" padding="0 24px 8px"><div>${say('my-learning')}</div></mj-text>
      <mj-raw>{{#next}}</mj-raw>
      <mj-text css-class="ink"><h2>{{title}}</h2></mj-text>
      <mj-text css-class="soft" font-size="16px"><p>{{about}}</p></mj-text>
      <mj-text padding="14px 24px 0">${stair}</mj-text>
      <mj-button href="{{url}}">{{action}}</mj-button>
      <mj-raw>{{#pace}}</mj-raw><mj-text css-class="soft" font-size="16px" padding="10px 24px 0"><p>{{pace}}</p></mj-text><mj-raw>{{/pace}}</mj-raw>
      <mj-raw>{{#due}}</mj-raw><mj-text css-class="soft" font-size="16px" padding="4px 24px 0"><p>{{due}}</p></mj-text><mj-raw>{{/due}}</mj-raw>
      <mj-raw>{{/next}}</mj-raw>
      <mj-raw>{{#news}}</mj-raw><mj-text css-class="ink" padding="12px 24px 0"><p>{{line}}</p></mj-text><mj-raw>{{/news}}</mj-raw>
      <mj-raw>{{#answers}}</mj-raw><mj-text css-class="ink link" padding="12px 24px 0"><p>{{line}} <a href="{{home}}">${say('read-answer')}</a></p></mj-text><mj-raw>{{/answers}}</mj-raw>
    </mj-column></mj-section></mj-wrapper>
    <mj-raw>{{/learning}}</mj-raw>

    <mj-raw>{{#teams}}</mj-raw>
    <mj-wrapper><mj-section css-class="card" background-color="${colours.light.card}" border="1px solid ${colours.light.line}" border-radius="14px" padding="20px 0 12px"><mj-column>
      <mj-text css-class="soft" font-size="15px" padding="0 24px 8px"><div>{{teamsLabel}}</div></mj-text>
      <mj-raw>{{#each}}</mj-raw>
      <mj-text css-class="ink link" padding="0 24px 16px">
        {{#heading}}<p style="font-weight:600">{{heading}}</p>{{/heading}}
        <p>{{sentence}} {{#time}}{{time}}{{/time}}</p>
        {{#finished}}<p style="padding-top:4px">{{line}}</p>{{/finished}}
        <p style="padding-top:8px"><a href="{{url}}">${say('open-team')}</a></p>
      </mj-text>
      <mj-raw>{{/each}}</mj-raw>
    </mj-column></mj-section></mj-wrapper>
    <mj-raw>{{/teams}}</mj-raw>

    <mj-raw>{{#cohort}}</mj-raw>
    <mj-wrapper><mj-section css-class="card" background-color="${colours.light.card}" border="1px solid ${colours.light.line}" border-radius="14px" padding="20px 0"><mj-column>
      <mj-text css-class="soft" font-size="15px" padding="0 24px 8px"><div>${say('my-cohort')}</div></mj-text>
      <mj-raw>{{#asked}}</mj-raw><mj-text css-class="ink" padding="0 24px 8px"><h2>{{asked}}</h2></mj-text><mj-raw>{{/asked}}</mj-raw>
      <mj-raw>{{#quiet}}</mj-raw><mj-text css-class="ink" padding="0 24px 8px"><p>{{quiet}}</p></mj-text><mj-raw>{{/quiet}}</mj-raw>
      <mj-raw>{{#finished}}</mj-raw><mj-text css-class="ink" padding="0 24px 8px"><p>{{line}}</p></mj-text><mj-raw>{{/finished}}</mj-raw>
      <mj-text css-class="link" padding="4px 24px 0"><p><a href="{{cohortUrl}}">${say('open-cohort')}</a></p></mj-text>
    </mj-column></mj-section></mj-wrapper>
    <mj-raw>{{/cohort}}</mj-raw>

    <mj-section padding="4px 0 32px"><mj-column>
      <mj-text css-class="soft quiet" font-size="15px" padding="0 20px"><p>{{why}}</p><p style="padding-top:6px"><a href="{{home}}">${say('open-handrail')}</a> &#160;·&#160; <a href="{{unsubscribeUrl}}">${say('unsubscribe')}</a></p></mj-text>
    </mj-column></mj-section>
  </mj-body>
</mjml>`

const compiled = new Map<string, Promise<MailTemplate<DigestValues>>>()

/** Each language's template is compiled once, when its first mail is written. */
export const digestTemplate = (words: Words): Promise<MailTemplate<DigestValues>> => {
  const template = compiled.get(words.language) ?? compileTemplate<DigestValues>(digestMjml(words))
  compiled.set(words.language, template)
  return template
}

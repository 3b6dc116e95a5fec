import type { Card, Language, MicroCourseHalf } from '@handrail/contracts'
import { html, raw } from 'hono/html'
import { safeHtml } from './prose.ts'
import { channelWords } from './words.ts'

type Html = ReturnType<typeof html>
type Kind = Card['kind']

const prose = (markdown: string) => raw(safeHtml(markdown))
/** Lines on the sign-in sheet: a session is a team around a table. */
const signatures = 14

const ofKind = <K extends Kind>(half: MicroCourseHalf, kind: K) => half.cards.filter((card): card is Extract<Card, { kind: K }> => card.kind === kind)

const choices = (list: readonly { text: string; right: boolean; feedback: string }[], bringOut: string) =>
  html`<ul>
      ${list.map(({ text }) => html`<li>${text}</li>`)}
    </ul>
    <p class="good">
      <strong>${bringOut}</strong> ${list
        .filter(({ right }) => right)
        .map(({ feedback }) => `${feedback} `)
        .join('')}
    </p>`

/** A guide for twenty minutes together, and a sign-in sheet on a page of its own. `half` is one language of a course. */
export function sessionGuide(half: MicroCourseHalf, language: Language): Html {
  const words = channelWords[language].session
  const { steps } = words
  const [scenario] = ofKind(half, 'scenario')
  const [question] = ofKind(half, 'question')
  const ideas = half.cards.filter(({ kind }) => kind === 'read' || kind === 'image' || kind === 'order' || kind === 'match' || kind === 'flashcards')
  const agenda: [minutes: string, title: string, body: Html][] = [
    ['0–2', steps.welcome, html`<p>${steps.welcomeSay}</p>`],
    ...(scenario
      ? [
          [
            '2–6',
            `${steps.situation}${language === 'fr' ? '\u00a0' : ''}: ${scenario.heading}`,
            html`<p class="do">${steps.situationDo}</p>
              ${prose(scenario.body)} ${choices(scenario.choices, steps.bringOut)}`,
          ] as [string, string, Html],
        ]
      : []),
    [
      scenario ? '6–9' : '2–9',
      steps.ideas,
      html`<p class="do">${steps.ideasDo}</p>
        <ul>
          ${ideas.map(({ heading }) => html`<li>${heading}</li>`)}
        </ul>`,
    ],
    ...(question
      ? [
          [
            '9–12',
            steps.check,
            html`<p class="do">${steps.checkDo}</p>
              ${prose(question.body)} ${choices(question.choices, steps.bringOut)}`,
          ] as [string, string, Html],
        ]
      : []),
    [
      '12–18',
      steps.talk,
      html`<p class="do">${steps.talkDo}</p>
        ${ofKind(half, 'discussion').map(({ body }) => prose(body))}`,
    ],
    [
      '18–20',
      steps.close,
      html`<p class="do">${steps.closeDo}</p>
        <ul class="ticks">
          ${ofKind(half, 'checklist').flatMap(({ items }) => items.map((item) => html`<li>${item}</li>`))}
        </ul>`,
    ],
  ]
  return html`<header>
      <p class="kicker">${channelWords[language].signature}</p>
      <h1>${words.title(half.title)}</h1>
      <p class="lead">${words.lead}</p>
      <p class="can-do"><strong>${channelWords[language].afterThis}</strong> ${half.canDo}</p>
      <p><strong>${words.ready}${language === 'fr' ? '\u00a0' : ''}:</strong> ${words.readyItems.join('; ')}.</p>
    </header>
    <main>
      <table class="agenda">
        <thead>
          <tr>
            <th scope="col">${words.time}</th>
            <th scope="col">${words.what}</th>
          </tr>
        </thead>
        <tbody>
          ${agenda.map(
            ([minutes, title, body]) =>
              html`<tr>
                <th scope="row">${minutes}</th>
                <td>
                  <h2>${title}</h2>
                  ${body}
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
      <section class="low-tech">
        <h2>${channelWords[language].lowTech}</h2>
        ${prose(half.lowTech)}
      </section>
      <section class="sheet">
        <h1>${words.signIn}</h1>
        <p class="lead">${half.title}</p>
        <p>${words.signInLead}</p>
        <dl class="blanks">
          ${[words.date, words.place, words.led].map(
            (label) =>
              html`<div>
                <dt>${label}</dt>
                <dd></dd>
              </div>`,
          )}
        </dl>
        <table class="signatures">
          <thead>
            <tr>
              <th scope="col">#</th>
              ${words.columns.map((column) => html`<th scope="col">${column}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${Array.from(
              { length: signatures },
              (_, index) =>
                html`<tr>
                  <th scope="row">${index + 1}</th>
                  ${words.columns.map(() => html`<td></td>`)}
                </tr>`,
            )}
          </tbody>
        </table>
      </section>
    </main>`
}

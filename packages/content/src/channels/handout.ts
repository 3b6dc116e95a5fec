import type { Card, Language, MicroCourseHalf } from '@handrail/contracts'
import { html, raw } from 'hono/html'
import { safeDrawing, safeHtml } from './prose.ts'
import { channelWords } from './words.ts'

/** Something hono/html made: a string that knows it is safe. */
type Html = ReturnType<typeof html>

const letters = 'ABCDE'
const prose = (markdown: string) => raw(safeHtml(markdown))
/** On paper the steps stand in order already, and the pairs are made: nobody is told to do it. */
const task = /(?<=^|[.?!:»”] |\n)(?:Put|Match|Join|Mettez|Remettez|Placez|Reliez|Associez|Faites les paires)\b(?:\b(?:Mr|Mrs|Ms|Dr|M)\.|[^.?!\n])*[.?!] ?/gu
const done = (markdown: string) => prose(markdown.replace(task, '').trim())
/** A kicker over a heading that begins with the same words would be read twice. */
const repeats = (heading: string, kicker: string) => heading.toLowerCase().startsWith(kicker.toLowerCase())
const rows = (pairs: readonly (readonly [string, string])[]) =>
  html`<dl>
    ${pairs.map(
      ([term, meaning]) =>
        html`<div>
          <dt>${term}</dt>
          <dd>${meaning}</dd>
        </div>`,
    )}
  </dl>`

/** What a card says on paper. What only a screen can do is left out: a story does not branch here. */
function block(card: Card, language: Language): Html {
  const words = channelWords[language]
  switch (card.kind) {
    case 'read':
      return prose(card.body)
    case 'image':
      return html`<figure>${raw(safeDrawing(card.drawing.svg))}</figure>
        ${prose(card.body)}`
    case 'scenario':
      return html`${prose(card.body)}
        <p class="good">
          ${card.choices.filter(({ right }) => right).map(({ text, feedback }) => html`<strong>${text}</strong> ${feedback} `)}
        </p>`
    case 'question':
      return html`${prose(card.body)} ${card.choices.filter(({ right }) => right).length > 1 ? html`<p>${words.several}</p>` : ''}
        <ol class="letters">
          ${card.choices.map(({ text }) => html`<li>${text}</li>`)}
        </ol>
        <p class="answers">
          ${card.choices.map(
            ({ right, feedback }, index) => html`<strong>${letters[index]}${right ? html` (${words.fits.toLowerCase()})` : ''}</strong> ${feedback} `,
          )}
        </p>`
    case 'order':
      return html`${done(card.body)}
        <ol>
          ${card.items.map(({ text, why }) => html`<li>${text} <em>${why}</em></li>`)}
        </ol>`
    case 'match':
      return html`${done(card.body)} ${rows(card.pairs.map(({ left, right }) => [left, right]))}`
    case 'flashcards':
      return html`${prose(card.body ?? '')} ${rows(card.cards.map(({ front, back }) => [front, back]))}`
    case 'checklist':
      return html`${prose(card.body)}
        <ul class="ticks">
          ${card.items.map((item) => html`<li>${item}</li>`)}
        </ul>`
    case 'reflection':
      return html`${prose(card.body)}
        <div class="lines" aria-hidden="true"></div>`
    case 'discussion':
      return prose(card.body)
  }
}

/** The body of a handout of two printed pages: the idea on one, what to try on the other. `half` is one language of a course. */
export function handout(half: MicroCourseHalf, minutes: number, language: Language): Html {
  const words = channelWords[language]
  const kickers: Partial<Record<Card['kind'], string>> = {
    scenario: words.situation,
    question: words.check,
    flashcards: words.remember,
    order: words.inOrder,
    match: words.belongs,
    checklist: words.tryIt,
    reflection: words.forYou,
    discussion: words.together,
  }
  return html`<header>
      <p class="kicker">${words.signature} · ${words.minutes(minutes)}</p>
      <h1>${half.title}</h1>
      <p class="lead">${half.summary}</p>
      <p class="can-do"><strong>${words.afterThis}</strong> ${half.canDo}</p>
    </header>
    <main class="columns">
      ${half.cards.map((card) => {
        const kicker = kickers[card.kind]
        return html`<section class="${card.kind}">
            ${kicker && !repeats(card.heading, kicker) ? html`<p class="kicker">${kicker}</p>` : ''}
            <h2>${card.heading}</h2>
            ${block(card, language)}
          </section>`
      })}
      <section class="low-tech">
        <h2>${words.lowTech}</h2>
        ${prose(half.lowTech)}
      </section>
    </main>`
}

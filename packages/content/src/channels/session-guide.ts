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

const choices = (list: readonly { text: string; right: boolean; feedback: string }[], language: Language) => {
  const fitting = list.filter(({ right }) => right)
  return html`${fitting.length > 1 ? html`<p>${channelWords[language].several}</p>` : ''}
    <ul>
      ${list.map(({ text }) => html`<li>${text}</li>`)}
    </ul>
    <p class="good">${channelWords[language].session.steps.bringOut} ${fitting.map(({ text, feedback }) => html`<strong>${text}</strong> ${feedback} `)}</p>`
}

/** A guide for twenty minutes together, and a sign-in sheet on a page of its own. `half` is one language of a course. */
export function sessionGuide(half: MicroCourseHalf, language: Language): Html {
  const words = channelWords[language].session
  const { steps } = words
  const [scenario] = ofKind(half, 'scenario')
  const [question] = ofKind(half, 'question')
  const ideas = half.cards.filter(({ kind }) => kind === 'read' || kind === 'image' || kind === 'order' || kind === 'match' || kind === 'flashcards')
  const agenda: [minutes: string, title: string, body: Html][] = [
    [words.between(0, 2), steps.welcome, html`<p>${steps.welcomeSay}</p>`],
    ...(scenario
      ? [
          [
            words.between(2, 6),
            `${steps.situation}${language === 'fr' ? '\u00a0' : ''}: ${scenario.heading}`,
            html`<p class="do">${steps.situationDo}</p>
              ${prose(scenario.body)} ${choices(scenario.choices, language)}`,
          ] as [string, string, Html],
        ]
      : []),
    [
      words.between(scenario ? 6 : 2, 9),
      steps.ideas,
      html`<p class="do">${steps.ideasDo}</p>
        <ul>
          ${ideas.map(({ heading }) => html`<li>${heading}</li>`)}
        </ul>`,
    ],
    ...(question
      ? [
          [
            words.between(9, 12),
            steps.check,
            html`<p class="do">${steps.checkDo}</p>
              ${prose(question.body)} ${choices(question.choices, language)}`,
          ] as [string, string, Html],
        ]
      : []),
    [
      words.between(12, 18),
      steps.talk,
      html`<p class="do">${steps.talkDo}</p>
        ${ofKind(half, 'discussion').map(({ body }) => prose(body))}`,
    ],
    [
      words.between(18, 20),
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
      <table class="agenda" role="table">
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">${words.time}</th>
            <th role="columnheader" scope="col">${words.what}</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${agenda.map(
            ([minutes, title, body]) =>
              html`<tr role="row">
                <th role="rowheader" scope="row">${minutes}</th>
                <td role="cell">
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
        <div class="scrolls" tabindex="0" role="region" aria-label="${words.signIn}">
        <table class="signatures">
          <thead>
            <tr>
              <th scope="col">${words.number}</th>
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
        </div>
      </section>
    </main>`
}

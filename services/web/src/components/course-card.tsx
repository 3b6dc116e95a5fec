import type { Card } from '@handrail/contracts'
import type { Words } from '../words/words.ts'
import { Markdown } from './markdown.tsx'

export type Choosing = Extract<Card, { kind: 'question' | 'scenario' }>
export const isChoosing = (card: Card): card is Choosing => card.kind === 'question' || card.kind === 'scenario'
const takesSeveral = (card: Choosing) => card.choices.filter(({ right }) => right).length > 1

type Result = 'right' | 'partly' | 'not'
const resultWords = { right: 'course.result-right', partly: 'course.result-partly', not: 'course.result-not' } as const
const resultTones = { right: 'good', partly: 'calm', not: 'calm' } as const
const results = ['right', 'partly', 'not'] as const

/** What the chosen ones are together. The island `question.ts` decides by the same rule. */
export const resultOf = (card: Choosing, chosen: readonly string[]): Result => {
  const hits = card.choices.filter(({ choiceId, right }) => right && chosen.includes(choiceId)).length
  const exact = card.choices.every(({ choiceId, right }) => right === chosen.includes(choiceId))
  return exact ? 'right' : hits > 0 ? 'partly' : 'not'
}

/** The choices of a card; once judged, each of them explains itself. The feedback waits in the page for the island. */
export const CardChoices = ({ words: { t }, card, chosen, judged }: { words: Words; card: Choosing; chosen: readonly string[]; judged: boolean }) => {
  const several = takesSeveral(card)
  const result = judged ? resultOf(card, chosen) : null
  return (
    <>
      <div role="status" data-results>
        {results.map((each) => (
          <p class={`notice ${resultTones[each]}`} data-result={each} hidden={each !== result}>
            {t(resultWords[each])}
          </p>
        ))}
      </div>
      <fieldset class={judged ? 'choices judged' : 'choices'} data-question>
        <legend class="hint">{t(several ? 'course.choose-some' : 'course.choose-one')}</legend>
        {card.choices.map(({ choiceId, text, right, feedback }, index) => {
          const isChosen = chosen.includes(choiceId)
          return (
            <div class={`option${right ? ' right' : ''}${judged && isChosen ? ' chosen' : ''}`}>
              <label class="choice">
                <input
                  id={index === 0 ? 'choice' : undefined}
                  type={several ? 'checkbox' : 'radio'}
                  name="choice"
                  value={choiceId}
                  checked={isChosen}
                  disabled={judged}
                />
                <span>{text}</span>
              </label>
              <p class="feedback">
                <b class="if-chosen">{t(right ? 'course.right' : 'course.not-quite')}</b>
                <b class="if-not">{t(right ? 'course.also-right' : 'course.not-this')}</b> {feedback}
              </p>
            </div>
          )
        })}
      </fieldset>
      {judged ? <input type="hidden" name="judged" value="yes" /> : null}
      {judged ? chosen.map((choice) => <input type="hidden" name="choice" value={choice} />) : null}
    </>
  )
}

/** What a card that checks nothing shows. */
export const CardBody = ({ words: { t }, card, keepAs }: { words: Words; card: Exclude<Card, Choosing>; keepAs: string }) => {
  switch (card.kind) {
    case 'read':
      return <Markdown text={card.body} />
    case 'flashcards':
      return (
        <>
          <p class="soft">{t('course.flashcards-lead')}</p>
          <div class="stack">
            {card.cards.map(({ front, back }) => (
              <details class="flash">
                <summary>{front}</summary>
                <p>{back}</p>
              </details>
            ))}
          </div>
        </>
      )
    case 'reflection':
      // No name and no form: what is written here cannot be sent.
      return (
        <>
          <Markdown text={card.body} />
          <div class="field">
            <label for="reflection">{t('course.reflection-field')}</label>
            <p class="hint" id="reflection-hint">
              {t('course.reflection-hint')}
            </p>
            <textarea id="reflection" rows={5} autocomplete="off" aria-describedby="reflection-hint" data-keep={keepAs} />
          </div>
        </>
      )
    case 'checklist':
      return (
        <>
          <Markdown text={card.body} />
          <ul class="ticks">
            {card.items.map((item, index) => (
              <li>
                <label class="tick">
                  <input type="checkbox" autocomplete="off" data-keep={`${keepAs}-${index}`} />
                  <span>{item}</span>
                </label>
              </li>
            ))}
          </ul>
          <p class="hint">{t('course.checklist-hint')}</p>
        </>
      )
    case 'discussion':
      return (
        <>
          <Markdown text={card.body} />
          <p class="notice calm">{t('course.discussion-hint')}</p>
        </>
      )
  }
}

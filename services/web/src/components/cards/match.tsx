import type { Words } from '../../words/words.ts'
import type { Answers } from './answers.ts'
import { type MatchScreen, pairField } from './screen.ts'

type Props = { words: Words; screen: MatchScreen; answers: Answers; judged: boolean }

const letterOf = (index: number) => String.fromCharCode('A'.charCodeAt(0) + index)

/** Pairs to find. What is offered stands above in full, for a phone shortens what a select holds. */
export const MatchTask = ({ words: { t }, screen: { screenId, pairs, rights }, answers, judged }: Props) => (
  <fieldset class={judged ? 'choices judged' : 'choices'} data-question="match" data-screen={screenId} data-yours={t('course.match-yours', { answer: '#' })}>
    <legend class="hint">{t('course.match-legend')}</legend>
    {judged ? null : (
      <ol class="letters notice calm" type="A">
        {rights.map(({ right }) => (
          <li>{right}</li>
        ))}
      </ol>
    )}
    {pairs.map((pair) => {
      const field = pairField(pair)
      const chosen = pairs.find(({ pairId }) => pairId === answers.get(field))
      return (
        <div class={judged && chosen === pair ? 'option row right chosen' : 'option row'} data-pair={pair.pairId}>
          <label for={judged ? undefined : field}>{pair.left}</label>
          {judged ? null : (
            <select id={field} name={field} autocomplete="off">
              <option value="">{t('course.match-choose')}</option>
              {rights.map(({ pairId, right }, index) => (
                <option value={pairId} selected={chosen?.pairId === pairId}>
                  {letterOf(index)}. {right}
                </option>
              ))}
            </select>
          )}
          <p class="feedback">
            <span data-right>{pair.right}</span>
            <b class="if-chosen">{t('course.right')}</b>
            <b class="if-not">{judged && chosen ? t('course.match-yours', { answer: chosen.right }) : ''}</b>
          </p>
        </div>
      )
    })}
  </fieldset>
)

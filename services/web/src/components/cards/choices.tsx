import type { Words } from '../../words/words.ts'
import type { Answers } from './answers.ts'
import { type ChoicesScreen, takesSeveral } from './screen.ts'

type Props = { words: Words; screen: ChoicesScreen; answers: Answers; judged: boolean }

/** Choices; once judged, each of them explains itself. The feedback waits in the page for the island. */
export const ChoicesTask = ({ words: { t }, screen, answers, judged }: Props) => {
  const several = takesSeveral(screen)
  const chosen = answers.getAll(screen.name)
  return (
    <fieldset class={judged ? 'choices judged' : 'choices'} data-question="choices" data-screen={screen.screenId}>
      <legend class="hint">{t(several ? 'course.choose-some' : 'course.choose-one')}</legend>
      {screen.choices.map(({ choiceId, text, right, feedback, leadsTo }, index) => {
        const isChosen = chosen.includes(choiceId)
        return (
          <div class={`option${right ? ' right' : ''}${judged && isChosen ? ' chosen' : ''}`} data-leads-to={leadsTo}>
            <label class="choice">
              <input
                id={index === 0 && !judged ? screen.name : undefined}
                type={several ? 'checkbox' : 'radio'}
                name={screen.name}
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
  )
}

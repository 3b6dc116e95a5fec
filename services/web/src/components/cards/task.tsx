import type { Words } from '../../words/words.ts'
import { type Answers, resultOf } from './answers.ts'
import { ChoicesTask } from './choices.tsx'
import { MatchTask } from './match.tsx'
import { OrderTask } from './order.tsx'
import { ResultNotices } from './result.tsx'
import type { Screen } from './screen.ts'

type Props = { words: Words; screen: Screen; answers: Answers; judged: boolean; wrong?: boolean }

const Asked = ({ screen, ...props }: Props) => {
  switch (screen.kind) {
    case 'choices':
      return <ChoicesTask {...props} screen={screen} />
    case 'order':
      return <OrderTask {...props} screen={screen} />
    case 'match':
      return <MatchTask {...props} screen={screen} />
  }
}

/** What a screen asks. Once judged, what was answered goes along in hidden fields, so that switching the language keeps it. */
export const Task = ({ words, screen, answers, judged, wrong = false }: Props) => (
  <>
    <ResultNotices words={words} kind={screen.kind} result={judged ? resultOf(screen, answers) : null} />
    <Asked words={words} screen={screen} answers={answers} judged={judged} wrong={wrong} />
    {judged ? [...answers, ['judged', screen.screenId]].map(([name, value]) => <input type="hidden" name={name} value={value} />) : null}
  </>
)

import type { PlainKey, Words } from '../../words/words.ts'
import type { Result } from './judging.ts'
import type { Screen } from './screen.ts'

const tones = { right: 'good', partly: 'calm', not: 'calm' } as const
const said: Record<Screen['kind'], Record<Result, PlainKey>> = {
  choices: { right: 'course.result-right', partly: 'course.result-partly', not: 'course.result-not' },
  order: { right: 'course.result-right', partly: 'course.order-partly', not: 'course.order-not' },
  match: { right: 'course.result-right', partly: 'course.match-partly', not: 'course.match-not' },
}

/** What the answers are together. All three wait in the page for the islands. */
export const ResultNotices = ({ words: { t }, kind, result }: { words: Words; kind: Screen['kind']; result: Result | null }) => (
  <div role="status" data-results>
    {(['right', 'partly', 'not'] as const).map((each) => (
      <p class={`notice ${tones[each]}`} data-result={each} hidden={each !== result}>
        {t(said[kind][each])}
      </p>
    ))}
  </div>
)

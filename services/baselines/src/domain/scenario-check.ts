import { type AnswerCheck, type ComfortLevel, type Level, type LocalizedText, Refusal, type ScenarioCheck } from '@handrail/contracts'
import type { GivenAnswer } from './current-level.ts'
import type { Assessment } from './self-assessment.ts'

const MOMENTS = 2

type Item = ScenarioCheck['items'][number]
export type VersionedCheck = ScenarioCheck & { version: number }

/** A check taken beside an answer: which version of it, at which step, what was said then, and what was chosen. */
export type TakenCheck = {
  version: number
  toLevel: Level
  said: ComfortLevel
  chosen: Readonly<Record<string, string>>
  /** Null until both moments are answered. */
  passed: boolean | null
}
export type TakenChecks = Readonly<Record<string, TakenCheck>>

/** The steps that there are two moments for, as `competency level`. */
export type KnownSteps = ReadonlySet<string>
export const stepKey = (competencyId: string, toLevel: number) => `${competencyId} ${toLevel}`

/** One step below the floor, not sure, or a guess at the floor: here two moments may change what is planned. */
const decidesAGap = ({ level, sureness }: GivenAnswer, floor: Level): boolean =>
  level === 'unknown' || level === floor - 1 || (level === floor && sureness === 'a-guess')

type Beside = Pick<Assessment, 'answers' | 'checks' | 'floor' | 'submittedAt'>

/** The step that two moments can be taken for beside an answer, or were; null where nothing is to be offered. */
export const stepBeside = ({ answers, checks, floor, submittedAt }: Beside, competencyId: string): { toLevel: Level; version: number | null } | null => {
  const taken = checks[competencyId]
  if (taken) return { toLevel: taken.toLevel, version: taken.version }
  const answer = answers[competencyId]
  const needed = floor.levels.find((each) => each.competencyId === competencyId)
  return answer && needed && !submittedAt && decidesAGap(answer, needed.level) ? { toLevel: needed.level, version: null } : null
}

/** What a question says of its check. What was not passed is told to the person alone, in their picture. */
export const checkState = (assessment: Beside, competencyId: string, known: KnownSteps): 'offered' | 'begun' | 'shown' | 'not-yet' | null => {
  const taken = assessment.checks[competencyId]
  if (taken) return taken.passed === null ? 'begun' : taken.passed ? 'shown' : 'not-yet'
  const step = stepBeside(assessment, competencyId)
  return step && known.has(stepKey(competencyId, step.toLevel)) ? 'offered' : null
}

const momentsOf = (check: ScenarioCheck, toLevel: Level): Item[] => check.items.filter((item) => item.toLevel === toLevel).slice(0, MOMENTS)

/** The check with one more choice. The first choice of a moment stays: after it, the page has said which one is right. */
export const chooseMoment = (
  taken: TakenCheck | undefined,
  { check, toLevel, said }: { check: VersionedCheck; toLevel: Level; said: ComfortLevel },
  { itemId, choiceId }: { itemId: string; choiceId: string },
): TakenCheck => {
  const moments = momentsOf(check, toLevel)
  const offered = moments.find((item) => item.itemId === itemId)?.en.choices.some((choice) => choice.choiceId === choiceId)
  if (!offered) throw new Refusal('not-found')
  const begun = taken ?? { version: check.version, toLevel, said, chosen: {}, passed: null }
  if (begun.chosen[itemId]) return begun
  const chosen = { ...begun.chosen, [itemId]: choiceId }
  const right = (item: Item) => item.en.choices.some((choice) => choice.right && choice.choiceId === chosen[item.itemId])
  const isWhole = moments.every((item) => chosen[item.itemId])
  return { ...begun, chosen, passed: isWhole ? moments.every(right) : null }
}

/** Where what was shown and what was said differ. A check that was not passed says nothing about an answer below its step. */
export const confidence = (taken: TakenCheck | undefined, said: ComfortLevel | undefined) => {
  if (!taken || taken.passed === null || said !== taken.said || said === 'not-my-job') return null
  const { toLevel: checked, passed } = taken
  const reached = said !== 'unknown' && said >= checked
  if (passed === reached || (!passed && said === 'unknown')) return null
  return { kind: passed ? ('more-than-said' as const) : ('less-than-said' as const), said, checked }
}

const both = (item: Item, of: (half: Item['en']) => string | undefined): LocalizedText => ({ en: of(item.en) ?? '', fr: of(item.fr) ?? '' })

/** The check as it is read: nothing says which choice is right before one was chosen. */
export const answerCheckFrom = (check: VersionedCheck, toLevel: Level, name: LocalizedText, taken: TakenCheck | undefined): AnswerCheck => ({
  competencyId: check.competencyId,
  name,
  toLevel,
  passed: taken?.passed ?? null,
  items: momentsOf(check, toLevel).map((item) => {
    const chosen = taken?.chosen[item.itemId] ?? null
    return {
      itemId: item.itemId,
      heading: both(item, ({ heading }) => heading),
      body: both(item, ({ body }) => body),
      chosen,
      choices: item.en.choices.map(({ choiceId, right }) => {
        const choice = (half: Item['en']) => half.choices.find((each) => each.choiceId === choiceId)
        return {
          choiceId,
          text: both(item, (half) => choice(half)?.text),
          judged: chosen === null ? null : { right, feedback: both(item, (half) => choice(half)?.feedback) },
        }
      }),
    }
  }),
})

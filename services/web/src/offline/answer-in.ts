import type { ComfortLevel, Sureness } from '@handrail/contracts'

export type AnswerGiven = { level: ComfortLevel; sureness: Sureness | null }

// Not by zod's enums: the service worker reads forms, too, and is to stay small.
const levels = new Map<string, ComfortLevel>(([1, 2, 3, 4, 'unknown', 'not-my-job'] satisfies ComfortLevel[]).map((level) => [String(level), level]))
const surenesses: readonly Sureness[] = ['quite-sure', 'a-guess']

export const surenessIn = (form: URLSearchParams): Sureness | null => surenesses.find((each) => each === form.get('sureness')) ?? null

/** What a question of the self-assessment was answered with; null where no level was chosen. */
export const answerIn = (form: URLSearchParams): AnswerGiven | null => {
  const level = levels.get(form.get('level') ?? '')
  return level === undefined ? null : { level, sureness: surenessIn(form) }
}

/** The checks of a course: per question, the choices that are right. */
export type Checks = Readonly<Record<string, readonly string[]>>
export type CourseCards = { cardIds: readonly string[]; checks: Checks }
export type CardsSoFar = { cardsDone: readonly string[]; checksPassed: readonly string[]; finished: boolean }

export const nothingYet: CardsSoFar = { cardsDone: [], checksPassed: [], finished: false }

/** Exactly the right choices, in any order. */
export const isRight = (rightChoices: readonly string[] = [], choiceIds: readonly string[]) =>
  rightChoices.length > 0 && rightChoices.every((choice) => choiceIds.includes(choice)) && choiceIds.every((choice) => rightChoices.includes(choice))

const having = (list: readonly string[], item: string) => (list.includes(item) ? list : [...list, item])

/**
 * What one card changes; null where it is not in the course. A finished course stays as it was. The hot path runs this
 * rule as one SQL statement, `complete_card`.
 */
export const completeCard = (course: CourseCards, before: CardsSoFar, cardId: string, choiceIds: readonly string[]): CardsSoFar | null => {
  if (!course.cardIds.includes(cardId)) return null
  if (before.finished) return before
  const cardsDone = having(before.cardsDone, cardId)
  const checksPassed = isRight(course.checks[cardId], choiceIds) ? having(before.checksPassed, cardId) : before.checksPassed
  return { cardsDone, checksPassed, finished: cardsDone.length === course.cardIds.length }
}

/** Reading alone shows no level: a course without a check is never "passed". */
export const isCheckPassed = (course: CourseCards, checksPassed: readonly string[]): boolean => {
  const asked = Object.keys(course.checks)
  return asked.length > 0 && asked.every((cardId) => checksPassed.includes(cardId))
}

import type { KeptCourse, Waiting } from './store.ts'

type Cards = Pick<KeptCourse, 'courseId' | 'courseVersion' | 'cards' | 'cardsDone' | 'finished'>

/** The cards that are done, as far as this phone knows: what the server told, and what still waits to be sent. */
export const doneOf = ({ courseId, courseVersion, cardsDone }: Cards, waiting: readonly Waiting[]): string[] => {
  const here = waiting.flatMap((each) => (each.kind === 'card' && each.courseId === courseId && each.courseVersion === courseVersion ? [each.cardId] : []))
  return [...new Set([...cardsDone, ...here])]
}

/** Where a course goes on once a card is done: the first open card after it, then any that is open, then the end. */
export const goesOnAt = (courseId: string, cardIds: readonly string[], done: readonly string[], after?: string): string => {
  const index = after === undefined ? -1 : cardIds.indexOf(after)
  const open = [...cardIds.slice(index + 1), ...cardIds].find((cardId) => cardId !== after && !done.includes(cardId))
  return `/courses/${courseId}/${open ?? 'finished'}`
}

/** A page of a course with no signal: one that is kept, or another place to go to. */
type Answer = { page: string } | { goTo: string }

/** What the player does without its server. `path` is all after the host. */
export const answerOffline = (course: Cards, waiting: readonly Waiting[], path: string): Answer => {
  const root = `/courses/${course.courseId}`
  const url = new URL(path, 'http://handrail.invalid')
  const done = doneOf(course, waiting)
  const cardIds = course.cards.map(({ cardId }) => cardId)
  const goesOn = goesOnAt(course.courseId, cardIds, done)
  if (url.pathname === root) return course.finished || done.length === 0 ? { page: root } : { goTo: goesOn }
  if (url.pathname === `${root}/finished`) return course.finished || goesOn === url.pathname ? { page: url.pathname } : { goTo: goesOn }
  const turn = url.searchParams.get('turn')
  return { page: turn === null ? url.pathname : `${url.pathname}?turn=${turn}` }
}

/** Where a self-assessment goes on after an answer: to the question before, to the next one, or with none open to the review. */
export const asksOnAt = (asked: readonly string[], answered: readonly string[], competencyId: string, back = false): string => {
  const index = asked.indexOf(competencyId)
  const isLastOpen = asked.every((each) => each === competencyId || answered.includes(each))
  const next = back ? asked[Math.max(0, index - 1)] : isLastOpen ? undefined : asked[index + 1]
  return `/self-assessment/${next ?? 'review'}`
}

/** Where a finished card of a course leads to, with no signal. */
export const placeAfterOffline = (course: Cards, waiting: readonly Waiting[], cardId: string): string =>
  goesOnAt(
    course.courseId,
    course.cards.map((card) => card.cardId),
    doneOf(course, waiting),
    cardId,
  )

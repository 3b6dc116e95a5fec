import type { Library, MicroCourse } from '@handrail/contracts'
import { completeCard } from '@handrail/progress/use-cases/complete-card'
import { openCard } from '@handrail/progress/use-cases/open-card'
import type { Transaction } from 'kysely'
import { people, personOf } from './agency.ts'
import type { Calendar } from './calendar.ts'
import { type Rooms, within } from './rooms.ts'

type Step = { courseId: string; courseVersion: number }
type Study = { courseId: string; courseVersion: number; cards: number }

/** How many courses of their own path each has finished, and how many days ago the last of them. */
const finished: Record<string, { courses: number; lastDaysAgo: number }> = {
  amal: { courses: 2, lastDaysAgo: 5 },
  joy: { courses: 6, lastDaysAgo: 30 },
  ines: { courses: 1, lastDaysAgo: 8 },
  farid: { courses: 2, lastDaysAgo: 6 },
  mei: { courses: 8, lastDaysAgo: 2 },
  pavel: { courses: 1, lastDaysAgo: 9 },
  hodan: { courses: 1, lastDaysAgo: 24 },
  samir: { courses: 2, lastDaysAgo: 3 },
  luc: { courses: 5, lastDaysAgo: 40 },
  olena: { courses: 7, lastDaysAgo: 12 },
  priya: { courses: 1, lastDaysAgo: 4 },
  jean: { courses: 1, lastDaysAgo: 10 },
  sofia: { courses: 2, lastDaysAgo: 20 },
  kwame: { courses: 2, lastDaysAgo: 7 },
  yara: { courses: 1, lastDaysAgo: 13 },
}

const rightChoices = (course: MicroCourse, cardId: string): string[] => {
  const card = course.en.cards.find((each) => each.cardId === cardId)
  return card?.kind === 'question' ? card.choices.filter(({ right }) => right).map(({ choiceId }) => choiceId) : []
}

/** Opens and completes the first cards of a course, a minute a card. */
const study = async (
  trx: Transaction<any>,
  library: Library,
  key: string,
  { courseId, courseVersion, cards }: Study,
  calendar: Calendar,
  daysAgo: number,
): Promise<void> => {
  const course = library.courses.find((each) => each.courseId === courseId)
  if (!course) return
  for (const [place, { cardId }] of course.en.cards.slice(0, cards).entries()) {
    const when = calendar.daysAgo(daysAgo, place)
    await openCard(trx, { ...personOf(key), courseId, cardId }, when)
    await completeCard(trx, { ...personOf(key), courseId, courseVersion, cardId, choiceIds: rightChoices(course, cardId) }, when)
  }
}

const personalSteps = async (trx: Transaction<any>, key: string): Promise<Step[]> => {
  const row = await trx
    .selectFrom('assignments')
    .select('steps')
    .where('person_id', '=', personOf(key).personId)
    .where('plan_id', 'is not', null)
    .executeTakeFirst()
  return row?.steps ?? []
}

const pathSteps = async (trx: Transaction<any>, pathId: string): Promise<Step[]> => {
  const row = await trx.selectFrom('learning_paths').select('steps').where('path_id', '=', pathId).executeTakeFirstOrThrow()
  return row.steps
}

/** Months of small steps: Amal is in the middle of a course, Pavel comes back to the same card, Mei has just finished. */
export const learn = async (rooms: Rooms, library: Library, calendar: Calendar): Promise<void> => {
  const whole = (step: Step): Study => ({ ...step, cards: Number.POSITIVE_INFINITY })
  for (const { key } of people) {
    const lived = finished[key]
    if (!lived) continue
    await within(rooms.progress, async (trx) => {
      const steps = await personalSteps(trx, key)
      const done = steps.slice(0, lived.courses)
      for (const [place, step] of done.entries()) await study(trx, library, key, whole(step), calendar, lived.lastDaysAgo + (done.length - place - 1) * 7)
      const next = steps[lived.courses]
      if (key === 'amal' && next) await study(trx, library, key, { ...next, cards: 2 }, calendar, 1)
    })
  }
  await within(rooms.progress, async (trx) => {
    const path = await pathSteps(trx, 'safe-from-day-one')
    for (const [place, step] of path.entries()) await study(trx, library, 'mei', whole(step), calendar, 2 + path.length - place)
    const [, stuckIn] = path
    if (stuckIn) await comeBackTo(trx, library, 'pavel', stuckIn, calendar)
  })
}

const comeBackTo = async (trx: Transaction<any>, library: Library, key: string, step: Step, calendar: Calendar): Promise<void> => {
  const { courseId } = step
  await study(trx, library, key, { ...step, cards: 1 }, calendar, 4)
  const cardId = library.courses.find((course) => course.courseId === courseId)?.en.cards[1]?.cardId
  for (const daysAgo of [4, 1]) if (cardId) await openCard(trx, { ...personOf(key), courseId, cardId }, calendar.daysAgo(daysAgo))
}

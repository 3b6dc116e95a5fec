import type { MyCohorts } from '@handrail/contracts'
import { type Kysely, sql } from 'kysely'
import { type Assignment, tally } from '../../domain/assignment.ts'
import { type Cohort, isOver } from '../../domain/cohort.ts'
import { dayIn } from '../../domain/day.ts'
import { type Stuck, stuckOf } from '../../domain/stuck.ts'
import type { Tables } from '../../tables.ts'
import { toAssignment } from '../rows.ts'
import { cohortsOfChampion, peopleOfCohorts } from './cohorts.ts'
import { lastCards } from './course-progress.ts'
import { titlesOf } from './courses.ts'
import { askedOf, openQuestions } from './help-requests.ts'
import { activePeople } from './people.ts'
import { talkingPointsFor } from './talking-points.ts'

type CohortPerson = MyCohorts['cohorts'][number]['people'][number]

const key = (personId: string, pathId: string | null) => `${personId} ${pathId ?? ''}`

/** The newest assignment per person and path of the cohorts; a cohort without a path follows the personal ones. */
const assignmentsIn = async (db: Kysely<Tables>, cohorts: readonly Cohort[], personIds: readonly string[]): Promise<Map<string, Assignment>> => {
  const paths = cohorts.flatMap((cohort) => cohort.pathId ?? [])
  const rows = await db
    .selectFrom('assignments')
    .selectAll()
    .where('person_id', 'in', personIds)
    .where('state', 'in', ['active', 'completed'])
    .where('reason', '<>', 'chosen')
    .where(sql<boolean>`(path_id = any (${paths}::text[]) or path_id is null)`)
    .orderBy('created_at')
    .execute()
  return new Map(rows.map((row) => [key(row.person_id, row.path_id), toAssignment(row)]))
}

type Reopened = { person_id: string; course_id: string }

/** Cards opened on two days and not done, the latest first. */
const reopenedCards = async (db: Kysely<Tables>, personIds: readonly string[]): Promise<Map<string, Reopened[]>> => {
  const { rows } = await sql<Reopened>`
    select o.person_id, o.course_id from card_openings o
    where o.person_id = any (${personIds}::uuid[]) and o.first_on < o.last_on and not exists (
      select 1 from course_progress p
      where p.person_id = o.person_id and p.course_id = o.course_id and (o.card_id = any (p.cards_done) or p.finished_at is not null))
    order by o.last_on desc, o.course_id`.execute(db)
  return Map.groupBy(rows, (row) => row.person_id)
}

/** Opening a card counts as doing something, too. */
const lastOpenings = async (db: Kysely<Tables>, personIds: readonly string[]): Promise<Map<string, Date>> => {
  const query = db.selectFrom('card_openings').select(({ fn }) => ['person_id', fn.max('last_on').as('last_on')])
  const rows = await query.where('person_id', 'in', personIds).groupBy('person_id').execute()
  return new Map(rows.map((row) => [row.person_id, row.last_on]))
}

const newest = (...dates: (Date | undefined)[]): Date | null => {
  const times = dates.flatMap((date) => date?.getTime() ?? [])
  return times.length > 0 ? new Date(Math.max(...times)) : null
}

const signOrder: Record<Stuck['sign'], number> = { 'said-so': 0, 'same-card-twice': 1, quiet: 2 }
const place = ({ stuck, finishedAt }: CohortPerson) => (stuck ? signOrder[stuck] : finishedAt ? 3 : 4)
/** Who is stuck first, who said so before the others; then who has finished, the latest first; then everybody else. */
const inOrder = (one: CohortPerson, other: CohortPerson) =>
  place(one) - place(other) || (other.finishedAt ?? '').localeCompare(one.finishedAt ?? '') || one.personId.localeCompare(other.personId)

/**
 * A champion's page: who asked, who is stuck, who has finished; never a level. Of a personal path it names no course,
 * unless the person asked about it, since its courses would tell.
 */
export const myCohorts = async (db: Kysely<Tables>, championId: string, now: Date): Promise<MyCohorts> => {
  const today = dayIn(now, 'UTC')
  const [asked, talkingPoints, cohorts] = await Promise.all([
    askedOf(db, championId),
    talkingPointsFor(db, championId, now),
    cohortsOfChampion(db, championId, today),
  ])
  if (cohorts.length === 0) return { asked, talkingPoints, cohorts: [] }
  const members = await peopleOfCohorts(
    db,
    cohorts.map((cohort) => cohort.cohortId),
  )
  const present = await activePeople(db, [championId, ...members.map((row) => row.person_id)])
  const personIds = [...present]
  const [assignments, reopened, lastOpened, lastCardAt, questions] = await Promise.all([
    assignmentsIn(db, cohorts, personIds),
    reopenedCards(db, personIds),
    lastOpenings(db, personIds),
    lastCards(db, personIds),
    openQuestions(db, personIds),
  ])

  const stuckIn = (cohort: Cohort, personId: string, assignment: Assignment | undefined): Stuck | null => {
    const courses = new Set(assignment?.steps.filter((step) => step.state === 'to-do').map((step) => step.courseId))
    return stuckOf({
      now,
      askedAbout: questions.get(personId) ?? null,
      sameCardIn: reopened.get(personId)?.find((card) => courses.has(card.course_id))?.course_id ?? null,
      lastActiveAt: newest(lastCardAt.get(personId), lastOpened.get(personId)),
      assignedAt: assignment?.createdAt ?? new Date(cohort.startsOn),
      hasWorkLeft: assignment?.state === 'active' && !isOver(cohort, today),
    })
  }
  const found = cohorts.map((cohort) => ({
    cohort,
    people: members
      .filter((row) => row.cohort_id === cohort.cohortId && present.has(row.person_id))
      .map(({ person_id: personId }) => {
        const assignment = assignments.get(key(personId, cohort.pathId))
        return { personId, assignment, stuck: stuckIn(cohort, personId, assignment) }
      }),
  }))
  const titles = await titlesOf(db, [...new Set(found.flatMap(({ people }) => people.flatMap((person) => person.stuck?.courseId ?? [])))])

  const view = (cohort: Cohort, { personId, assignment, stuck }: (typeof found)[number]['people'][number]): CohortPerson => {
    const courseId = stuck && (cohort.pathId !== null || stuck.sign === 'said-so') ? stuck.courseId : null
    const { stepsDone, stepsTotal } = tally(assignment?.steps ?? [])
    return {
      personId,
      title: cohort.title,
      stepsDone,
      stepsTotal,
      stuck: stuck?.sign ?? null,
      stuckAt: courseId === null ? null : { courseId, title: titles.get(courseId) ?? null },
      finishedAt: assignment?.completedAt?.toISOString() ?? null,
    }
  }
  return {
    asked,
    talkingPoints,
    cohorts: found.map(({ cohort, people }) => ({
      cohortId: cohort.cohortId,
      pathId: cohort.pathId,
      title: cohort.title,
      startsOn: cohort.startsOn,
      weeks: cohort.weeks,
      people: people.map((person) => view(cohort, person)).sort(inOrder),
    })),
  }
}

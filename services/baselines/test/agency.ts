import { CohortChanged, type Level, MicroCourseCompletionRecorded, PersonErased, PersonJoined, TeamChanged } from '@handrail/contracts'
import { type Stage, type StagedService, type TestPerson, until } from '@handrail/testing'
import { v7 as uuidv7 } from 'uuid'

/** Somebody new, in an organization of their own unless one is given. */
export const somebody = (change: Partial<TestPerson> = {}): TestPerson => ({ personId: uuidv7(), organizationId: uuidv7(), ...change })

const personData = (person: TestPerson, roleProfile: string) =>
  ({ personId: person.personId, roleProfile, language: 'fr', timeZone: 'America/Toronto', minutesPerWeek: null }) as const

/** What the other services publish, and the wait until baselines has heard it. */
export const agencyOn = (stage: Stage, baselines: StagedService) => {
  const heard = (eventId: string) => until(async () => (await baselines.admin`select 1 from inbox where event_id = ${eventId}`).length > 0)

  const joins = async (person: TestPerson, roleProfile = 'settlement-worker') => {
    const data = { ...personData(person, roleProfile), state: 'active' } as const
    await heard((await stage.publish(PersonJoined, { organizationId: person.organizationId, aggregateId: person.personId, data })).id)
    return person
  }
  const isErased = async (person: TestPerson) => {
    const data = { ...personData(person, 'settlement-worker'), state: 'erased' } as const
    await heard((await stage.publish(PersonErased, { organizationId: person.organizationId, aggregateId: person.personId, version: 2, data })).id)
  }
  const passesCheck = async (person: TestPerson, competencyId: string, toLevel: Level, completedAt: Date, checkPassed = true) => {
    const data = {
      completionId: uuidv7(),
      personId: person.personId,
      courseId: 'a-course',
      courseVersion: 1,
      competencyId,
      toLevel,
      checkPassed,
      title: { en: 'A course', fr: 'Un cours' },
      completedAt: completedAt.toISOString(),
    }
    await heard((await stage.publish(MicroCourseCompletionRecorded, { organizationId: person.organizationId, aggregateId: data.completionId, data })).id)
  }
  const hasTeam = async (organizationId: string, managers: TestPerson[], members: TestPerson[]) => {
    const teamId = uuidv7()
    const data = { teamId, managerIds: managers.map((one) => one.personId), memberIds: members.map((one) => one.personId), state: 'active' } as const
    await heard((await stage.publish(TeamChanged, { organizationId, aggregateId: teamId, data })).id)
    return teamId
  }

  const hasCohort = async (champion: TestPerson, people: TestPerson[]) => {
    const cohortId = uuidv7()
    const personIds = people.map((one) => one.personId)
    const data = { cohortId, championId: champion.personId, personIds, pathId: null, title: null, startsOn: '2026-10-05', weeks: 8, state: 'active' } as const
    await heard((await stage.publish(CohortChanged, { organizationId: champion.organizationId, aggregateId: cohortId, data })).id)
    return cohortId
  }

  const root = '/api/v1/self-assessments'
  const starts = (person: TestPerson, key = uuidv7()) => baselines.as(person)('POST', root, {}, { 'idempotency-key': key })
  const answers = (person: TestPerson, selfAssessmentId: string, competencyId: string, level: unknown, sureness?: string) =>
    baselines.as(person)('PUT', `${root}/${selfAssessmentId}/answers/${competencyId}`, { level, ...(sureness && { sureness }) })
  const submits = (person: TestPerson, selfAssessmentId: string, key = uuidv7()) =>
    baselines.as(person)('POST', `${root}/${selfAssessmentId}/submission`, {}, { 'idempotency-key': key })
  const assesses = async (person: TestPerson, levels: Record<string, unknown>): Promise<string> => {
    const { selfAssessmentId } = (await starts(person)).body
    for (const [competencyId, level] of Object.entries(levels)) await answers(person, selfAssessmentId, competencyId, level)
    await submits(person, selfAssessmentId)
    return selfAssessmentId
  }
  const eventsOf = (aggregateId: string) =>
    baselines.admin`select type, aggregate_version, data from outbox where aggregate_id = ${aggregateId} order by position`

  return { joins, isErased, passesCheck, hasTeam, hasCohort, starts, answers, submits, assesses, eventsOf, root }
}

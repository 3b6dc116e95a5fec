import {
  AssignmentCompleted,
  AssignmentCreated,
  AssignmentProgressed,
  AssignmentWithdrawn,
  CohortChanged,
  HelpRequestAnswered,
  HelpRequestAsked,
  MicroCourseCompletionRecorded,
  PersonChanged,
  PersonErased,
  PersonJoined,
  PersonLeft,
  ProtectedTimeSet,
  RoleGranted,
  RoleRevoked,
  TeamChanged,
} from '@handrail/contracts'
import { connect, type Database } from '@handrail/postgres'
import { envelopeOf, expectSameRowsInAnyOrder, openStage, type Stage, type StagedService, until } from '@handrail/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { onAssignment } from '../src/consumers/on-assignment.ts'
import { onCohort } from '../src/consumers/on-cohort.ts'
import { onHelpRequest } from '../src/consumers/on-help-request.ts'
import { onMicroCourseCompletion } from '../src/consumers/on-micro-course-completion.ts'
import { onPerson } from '../src/consumers/on-person.ts'
import { onProtectedTime } from '../src/consumers/on-protected-time.ts'
import { onRole } from '../src/consumers/on-role.ts'
import { onTeam } from '../src/consumers/on-team.ts'
import { start } from '../src/service.ts'
import { onRequestOnly } from './stage.ts'

let stage: Stage
let notifications: StagedService
let database: Database<any>
beforeAll(async () => {
  stage = await openStage()
  notifications = await stage.run('notifications', start, onRequestOnly)
  database = connect(notifications.env.APP_DATABASE_URL ?? '', { name: 'test' })
})
afterAll(async () => {
  await database.close()
  await stage.close()
})

const at = (hour: number) => new Date(Date.UTC(2026, 10, 2, hour))
const rowsOf = (table: string) => (scope: { organizationId: string }) =>
  notifications.admin`select * from ${notifications.admin(table)} where organization_id = ${scope.organizationId} order by 1`

describe('in whatever order and however often it is heard', () => {
  it('a person is what they were last', () =>
    expectSameRowsInAnyOrder({
      database,
      consumer: onPerson,
      events: ({ organizationId, id }) => {
        const person = { ...PersonJoined.example, personId: id('amal') }
        const event = { organizationId, aggregateId: person.personId }
        return [
          envelopeOf(PersonJoined, { ...event, version: 1, data: person }),
          envelopeOf(PersonChanged, { ...event, version: 2, data: { ...person, language: 'en', timeZone: 'America/St_Johns' } }),
          envelopeOf(PersonChanged, { ...event, version: 3, data: { ...person, timeZone: 'Nowhere/At_All' } }),
          envelopeOf(PersonLeft, { ...event, version: 4, data: { ...person, state: 'left' } }),
        ]
      },
      // Since when we know somebody is our own memory, not theirs.
      rows: async (scope) => [
        await rowsOf('people')(scope),
        await notifications.admin`select person_id, version, digest from recipients where organization_id = ${scope.organizationId}`,
        await rowsOf('organizations')(scope),
      ],
    }))

  it('an erased person stays erased', () =>
    expectSameRowsInAnyOrder({
      database,
      consumer: onPerson,
      events: ({ organizationId, id }) => {
        const person = { ...PersonJoined.example, personId: id('amal') }
        const event = { organizationId, aggregateId: person.personId }
        return [
          envelopeOf(PersonJoined, { ...event, version: 1, data: person }),
          envelopeOf(PersonErased, { ...event, version: 2, data: { ...person, state: 'erased' } }),
        ]
      },
      rows: async (scope) => [await rowsOf('people')(scope), await rowsOf('recipients')(scope)],
    }))

  it('roles are those last granted', () =>
    expectSameRowsInAnyOrder({
      database,
      consumer: onRole,
      events: ({ organizationId, id }) => {
        const event = { organizationId, aggregateId: id('amal') }
        return [
          envelopeOf(RoleGranted, { ...event, version: 1, data: { personId: id('amal'), roles: ['learner', 'champion'] } }),
          envelopeOf(RoleGranted, { ...event, version: 2, data: { personId: id('amal'), roles: ['learner', 'champion', 'manager'] } }),
          envelopeOf(RoleRevoked, { ...event, version: 3, data: { personId: id('amal'), roles: ['learner', 'manager'] } }),
        ]
      },
      rows: rowsOf('person_roles'),
    }))

  it('protected time is what was last set', () =>
    expectSameRowsInAnyOrder({
      database,
      consumer: onProtectedTime,
      events: ({ organizationId, id }) =>
        [15, 30, null].map((minutesPerWeek, index) =>
          envelopeOf(ProtectedTimeSet, { organizationId, aggregateId: id('amal'), version: index + 1, data: { personId: id('amal'), minutesPerWeek } }),
        ),
      rows: rowsOf('protected_times'),
    }))

  it('a team is who is in it last', () =>
    expectSameRowsInAnyOrder({
      database,
      consumer: onTeam,
      events: ({ organizationId, id }) => {
        const team = { teamId: id('team'), managerIds: [id('boss')], memberIds: [id('amal')], state: 'active' as const }
        const event = { organizationId, aggregateId: team.teamId }
        return [
          envelopeOf(TeamChanged, { ...event, version: 1, data: team }),
          envelopeOf(TeamChanged, { ...event, version: 2, data: { ...team, memberIds: [id('amal'), id('joy')] } }),
          envelopeOf(TeamChanged, { ...event, version: 3, data: { ...team, memberIds: [], state: 'closed' } }),
        ]
      },
      rows: rowsOf('teams'),
    }))

  it('an assignment is as far as it got', () =>
    expectSameRowsInAnyOrder({
      database,
      consumer: onAssignment,
      events: ({ organizationId, id }) => {
        const data = { ...AssignmentCreated.example, assignmentId: id('assignment'), personId: id('amal') }
        const event = { organizationId, aggregateId: data.assignmentId }
        return [
          envelopeOf(AssignmentCreated, { ...event, version: 1, time: at(1), data }),
          envelopeOf(AssignmentProgressed, { ...event, version: 2, time: at(2), data: { ...data, stepsDone: 4, minutesLeft: 4 } }),
          envelopeOf(AssignmentCompleted, {
            ...event,
            version: 3,
            time: at(3),
            data: { ...AssignmentCompleted.example, assignmentId: data.assignmentId, personId: data.personId },
          }),
          envelopeOf(AssignmentWithdrawn, { ...event, version: 4, time: at(4), data: { ...data, state: 'withdrawn' } }),
        ]
      },
      rows: rowsOf('assignments'),
    }))

  it('a finished course has the time it was last finished', () =>
    expectSameRowsInAnyOrder({
      database,
      consumer: onMicroCourseCompletion,
      events: ({ organizationId, id }) =>
        [3, 1, 2].map((hour) => {
          const completionId = id(`completion ${hour}`)
          const data = {
            ...MicroCourseCompletionRecorded.example,
            completionId,
            personId: id('amal'),
            courseVersion: hour,
            completedAt: at(hour).toISOString(),
          }
          return envelopeOf(MicroCourseCompletionRecorded, { organizationId, aggregateId: completionId, data })
        }),
      rows: rowsOf('finished_courses'),
    }))

  it('a question that was answered stays answered', () =>
    expectSameRowsInAnyOrder({
      database,
      consumer: onHelpRequest,
      events: ({ organizationId, id }) => {
        const whom = { helpRequestId: id('request'), personId: id('amal'), championId: id('joy') }
        const event = { organizationId, aggregateId: whom.helpRequestId }
        return [
          envelopeOf(HelpRequestAsked, { ...event, version: 1, data: { ...HelpRequestAsked.example, ...whom, championId: null } }),
          envelopeOf(HelpRequestAsked, { ...event, version: 2, data: { ...HelpRequestAsked.example, ...whom } }),
          envelopeOf(HelpRequestAnswered, { ...event, version: 3, data: { ...HelpRequestAnswered.example, ...whom } }),
        ]
      },
      rows: rowsOf('help_requests'),
    }))

  it('a cohort is who is in it last', () =>
    expectSameRowsInAnyOrder({
      database,
      consumer: onCohort,
      events: ({ organizationId, id }) => {
        const cohort = { ...CohortChanged.example, cohortId: id('cohort'), championId: id('joy'), personIds: [id('amal')] }
        const event = { organizationId, aggregateId: cohort.cohortId }
        return [
          envelopeOf(CohortChanged, { ...event, version: 1, data: cohort }),
          envelopeOf(CohortChanged, { ...event, version: 2, data: { ...cohort, personIds: [id('amal'), id('sam')] } }),
          envelopeOf(CohortChanged, { ...event, version: 3, data: { ...cohort, state: 'closed' } }),
        ]
      },
      rows: rowsOf('cohorts'),
    }))
})

it('what its services publish is heard', async () => {
  const organizationId = crypto.randomUUID()
  const personId = crypto.randomUUID()
  await stage.publish(PersonJoined, { organizationId, aggregateId: personId, data: { ...PersonJoined.example, personId } })
  const assignmentId = crypto.randomUUID()
  await stage.publish(AssignmentCreated, { organizationId, aggregateId: assignmentId, data: { ...AssignmentCreated.example, assignmentId, personId } })
  const [row] = await until(async () => {
    const rows =
      await notifications.admin`select people.language, assignments.next_course, assignments.finish_on::text from people join assignments using (person_id) where person_id = ${personId}`
    return rows.length > 0 && rows
  })
  expect(row).toMatchObject({ language: 'fr', next_course: { courseId: 'ask-about-access' }, finish_on: '2026-12-04' })
})

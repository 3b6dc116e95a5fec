import {
  ChampionSuggested,
  LearningPathPublished,
  MicroCoursePublished,
  MicroCourseRetired,
  PersonChanged,
  PersonErased,
  PersonJoined,
  PersonLeft,
  PlanChanged,
  ProtectedTimeSet,
  RoleGranted,
  RoleRevoked,
  ScenarioCheckPublished,
  TeamChanged,
} from '@handrail/contracts'
import { connect, type Database } from '@handrail/postgres'
import { envelopeOf, expectSameRowsInAnyOrder, openStage, type Stage, type StagedService } from '@handrail/testing'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { onChampion } from '../src/consumers/on-champion.ts'
import { onLearningPath } from '../src/consumers/on-learning-path.ts'
import { onMicroCourse } from '../src/consumers/on-micro-course.ts'
import { onPerson } from '../src/consumers/on-person.ts'
import { onPlan } from '../src/consumers/on-plan.ts'
import { onProtectedTime } from '../src/consumers/on-protected-time.ts'
import { onRole } from '../src/consumers/on-role.ts'
import { onScenarioCheck } from '../src/consumers/on-scenario-check.ts'
import { onTeam } from '../src/consumers/on-team.ts'
import { start } from '../src/service.ts'
import { course, path, person, plan } from './cast.ts'

let stage: Stage
let progress: StagedService
let database: Database<any>
beforeAll(async () => {
  stage = await openStage()
  progress = await stage.run('progress', start)
  database = connect(progress.env.APP_DATABASE_URL ?? '', { name: 'test' })
})
afterAll(async () => {
  await database.close()
  await stage.close()
})

describe('in whatever order and however often it hears, progress knows', () => {
  it('the scenario items of a competency as they were published last', () =>
    expectSameRowsInAnyOrder({
      database,
      consumer: onScenarioCheck,
      events: ({ id }) =>
        [1, 2, 3].map((version) => {
          const competencyId = `about-${id('listening')}`
          const items = version === 3 ? [] : [{ itemId: `item-${version}`, toLevel: 3 as const, rightChoiceIds: ['right'] }]
          return envelopeOf(ScenarioCheckPublished, {
            organizationId: null,
            aggregateId: competencyId,
            version,
            data: { competencyId, checkVersion: version, items },
          })
        }),
      rows: ({ id }) => progress.admin`select * from scenario_checks where competency_id = ${`about-${id('listening')}`}`,
    }))

  it('the newest state of a person', () =>
    expectSameRowsInAnyOrder({
      database,
      consumer: onPerson,
      events: ({ organizationId, id }) => {
        const event = { organizationId, aggregateId: id('amal') }
        return [
          envelopeOf(PersonJoined, { ...event, version: 1, data: person(id('amal')) }),
          envelopeOf(PersonChanged, { ...event, version: 2, data: person(id('amal'), { minutesPerWeek: 30 }) }),
          envelopeOf(PersonLeft, { ...event, version: 3, data: person(id('amal'), { state: 'left' }) }),
          envelopeOf(PersonErased, { ...event, version: 4, data: person(id('amal'), { state: 'erased' }) }),
        ]
      },
      rows: ({ organizationId }) => progress.admin`select * from people where organization_id = ${organizationId}`,
    }))

  it('the roles of a person', () =>
    expectSameRowsInAnyOrder({
      database,
      consumer: onRole,
      events: ({ organizationId, id }) => {
        const event = { organizationId, aggregateId: id('amal') }
        return [
          envelopeOf(RoleGranted, { ...event, version: 1, data: { personId: id('amal'), roles: ['learner'] } }),
          envelopeOf(RoleGranted, { ...event, version: 2, data: { personId: id('amal'), roles: ['learner', 'champion'] } }),
          envelopeOf(RoleRevoked, { ...event, version: 3, data: { personId: id('amal'), roles: ['learner'] } }),
        ]
      },
      rows: ({ organizationId }) => progress.admin`select * from person_roles where organization_id = ${organizationId}`,
    }))

  it('the protected time of a person', () =>
    expectSameRowsInAnyOrder({
      database,
      consumer: onProtectedTime,
      events: ({ organizationId, id }) =>
        [15, null, 30].map((minutesPerWeek, before) =>
          envelopeOf(ProtectedTimeSet, { organizationId, aggregateId: id('amal'), version: before + 1, data: { personId: id('amal'), minutesPerWeek } }),
        ),
      rows: ({ organizationId }) => progress.admin`select * from protected_times where organization_id = ${organizationId}`,
    }))

  it('the members of a team', () =>
    expectSameRowsInAnyOrder({
      database,
      consumer: onTeam,
      events: ({ organizationId, id }) => {
        const team = { teamId: id('team'), managerIds: [id('maria')], memberIds: [id('amal')], state: 'active' as const }
        const changes = [team, { ...team, memberIds: [id('amal'), id('binta')] }, { ...team, memberIds: [], state: 'closed' as const }]
        return changes.map((data, before) => envelopeOf(TeamChanged, { organizationId, aggregateId: id('team'), version: before + 1, data }))
      },
      rows: ({ organizationId }) => progress.admin`select * from teams where organization_id = ${organizationId}`,
    }))

  it('every version of a course', () =>
    expectSameRowsInAnyOrder({
      database,
      consumer: onMicroCourse,
      events: ({ id }) => {
        const courseId = id('course')
        const event = { organizationId: null, aggregateId: courseId }
        return [
          envelopeOf(MicroCoursePublished, { ...event, version: 1, data: course(courseId) }),
          envelopeOf(MicroCoursePublished, { ...event, version: 2, data: course(courseId, { courseVersion: 2, minutes: 6 }) }),
          envelopeOf(MicroCourseRetired, { ...event, version: 3, data: course(courseId, { courseVersion: 2, minutes: 6, state: 'retired' }) }),
        ]
      },
      rows: ({ id }) => progress.admin`select * from courses where course_id = ${id('course')} order by course_version`,
    }))

  it('a path', () =>
    expectSameRowsInAnyOrder({
      database,
      consumer: onLearningPath,
      events: ({ id }) => {
        const event = { organizationId: null, aggregateId: id('path') }
        return [
          envelopeOf(LearningPathPublished, { ...event, version: 1, data: path(id('path'), ['a']) }),
          envelopeOf(LearningPathPublished, { ...event, version: 2, data: { ...path(id('path'), ['b', 'a'], 'champion'), pathVersion: 2 } }),
        ]
      },
      rows: ({ id }) => progress.admin`select * from learning_paths where path_id = ${id('path')}`,
    }))

  it('what a plan leaves to do, and that the last self-assessment has arrived', () =>
    expectSameRowsInAnyOrder({
      database,
      consumer: onPlan,
      events: ({ organizationId, id }) =>
        [['a', 'b'], ['b', 'c'], [], ['c', 'd', 'a']].map((courses, before) =>
          envelopeOf(PlanChanged, {
            organizationId,
            aggregateId: id('plan'),
            version: before + 1,
            data: plan(id('amal'), courses, { planId: id('plan'), selfAssessmentId: id('answers') }),
          }),
        ),
      rows: ({ organizationId }) => progress.admin`
        select a.person_id, plan_id, state, steps_total, steps_done, minutes_left, arrivals.assignment_id is not null as arrived,
          (select json_agg(step) from jsonb_array_elements(steps) as step where step->>'state' <> 'withdrawn') as steps
        from assignments a join arrivals using (assignment_id) where a.organization_id = ${organizationId}`,
    }))

  it('one invitation', () =>
    expectSameRowsInAnyOrder({
      database,
      consumer: onChampion,
      events: ({ organizationId, id }) =>
        [1, 2, 3].map((version) =>
          envelopeOf(ChampionSuggested, {
            organizationId,
            aggregateId: id('amal'),
            version,
            data: { personId: id('amal'), suggestedAt: '2026-11-02T14:00:00.000Z' },
          }),
        ),
      rows: ({ organizationId }) => progress.admin`
        select i.person_id, i.state, i.version, o.aggregate_version, o.data->>'state' as told
        from champion_invitations i join outbox o on o.aggregate_id = i.invitation_id::text where i.organization_id = ${organizationId}`,
    }))
})

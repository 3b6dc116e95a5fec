import {
  type DataOf,
  LearningPathPublished,
  MicroCoursePublished,
  type PersonJoined,
  type PlanChanged,
  ProtectedTimeSet,
  RoleGranted,
  TeamChanged,
} from '@handrail/contracts'
import { type Stage, type StagedService, until } from '@handrail/testing'
import { v7 as uuidv7 } from 'uuid'

type Course = DataOf<typeof MicroCoursePublished>
const both = (text: string) => ({ en: text, fr: `${text} (fr)` })

/** A course of three cards; the second one asks, and `right` is right. */
export const course = (courseId: string, more: Partial<Course> = {}): Course => ({
  courseId,
  courseVersion: 1,
  competencyId: `about-${courseId}`,
  fromLevel: 2,
  toLevel: 3,
  minutes: 5,
  kilobytes: 9,
  title: both(courseId),
  canDo: both(`I can ${courseId}`),
  cards: [
    { cardId: 'one', rightChoiceIds: [] },
    { cardId: 'ask', rightChoiceIds: ['right'] },
    { cardId: 'end', rightChoiceIds: [] },
  ],
  state: 'published',
  ...more,
})

export const path = (pathId: string, courseIds: string[], grantsRole: 'champion' | null = null): DataOf<typeof LearningPathPublished> => ({
  pathId,
  pathVersion: 1,
  title: both(pathId),
  summary: both(`About ${pathId}`),
  steps: courseIds.map((courseId) => ({ courseId, courseVersion: 1, minutes: 5 })),
  grantsRole,
})

export const plan = (personId: string, courseIds: string[], more: Partial<DataOf<typeof PlanChanged>> = {}): DataOf<typeof PlanChanged> => ({
  planId: personId,
  personId,
  selfAssessmentId: uuidv7(),
  plannedAt: '2026-11-02T14:00:00.000Z',
  steps: courseIds.map((courseId) => ({ courseId, courseVersion: 1, minutes: 5 })),
  ...more,
})

export const person = (personId: string, more: Partial<DataOf<typeof PersonJoined>> = {}): DataOf<typeof PersonJoined> => ({
  personId,
  roleProfile: 'settlement-worker',
  language: 'fr',
  timeZone: 'America/Toronto',
  minutesPerWeek: null,
  state: 'active',
  ...more,
})

/** Publishes what people and catalogue would, and waits until progress has heard it. */
export const cast = (stage: Stage, progress: StagedService) => {
  const heard = (sent: { id: string }) => until(async () => (await progress.admin`select 1 from inbox where event_id = ${sent.id}`).length > 0)
  return {
    heard,
    courses: async (...courses: Course[]) => {
      for (const data of courses)
        await heard(await stage.publish(MicroCoursePublished, { organizationId: null, aggregateId: data.courseId, version: data.courseVersion, data }))
    },
    paths: async (...paths: DataOf<typeof LearningPathPublished>[]) => {
      for (const data of paths) await heard(await stage.publish(LearningPathPublished, { organizationId: null, aggregateId: data.pathId, data }))
    },
    team: async (organizationId: string, teamId: string, managerIds: string[], memberIds: string[]) =>
      heard(await stage.publish(TeamChanged, { organizationId, aggregateId: teamId, data: { teamId, managerIds, memberIds, state: 'active' } })),
    champion: async (organizationId: string, personId: string) =>
      heard(await stage.publish(RoleGranted, { organizationId, aggregateId: personId, data: { personId, roles: ['learner', 'champion'] } })),
    protectedTime: async (organizationId: string, personId: string, minutesPerWeek: number) =>
      heard(await stage.publish(ProtectedTimeSet, { organizationId, aggregateId: personId, data: { personId, minutesPerWeek } })),
  }
}

export const outboxOf = (progress: StagedService, aggregateId: string) =>
  progress.admin`select type, aggregate_version, data from outbox where aggregate_id = ${aggregateId} order by aggregate_version`

import { z } from 'zod'
import { defineEvent } from '../envelope.ts'
import { Day, Instant, Level, LocalizedText, Slug, Uuid } from '../words.ts'

/** `chosen`: courses that the person added; nobody else asked for them. */
export const assignmentReasons = ['self-assessment', 'manager', 'champion', 'rule', 'chosen'] as const
export const AssignmentReason = z.enum(assignmentReasons)

const assignment = z.strictObject({
  assignmentId: Uuid,
  personId: Uuid,
  reason: AssignmentReason,
  /** A curated path; null for a personal one. */
  pathId: Slug.nullable(),
  title: LocalizedText.nullable(),
  grantsRole: z.literal('champion').nullable(),
  assignedBy: Uuid.nullable(),
  stepsTotal: z.int().min(0),
  stepsDone: z.int().min(0),
  minutesLeft: z.int().min(0),
  nextCourse: z.strictObject({ courseId: Slug, title: LocalizedText.nullable(), minutes: z.int() }).nullable(),
  dueOn: Day.nullable(),
  /** When it is done at the person's minutes a week; null once it is completed. */
  finishOn: Day.nullable(),
  state: z.enum(['active', 'completed', 'withdrawn']),
  createdAt: Instant,
  completedAt: Instant.nullable(),
})
export type AssignmentState = z.infer<typeof assignment>
const assignmentExample: AssignmentState = {
  assignmentId: '01900000-0000-7000-8000-0000000000e1',
  personId: '01900000-0000-7000-8000-0000000000a1',
  reason: 'self-assessment',
  pathId: null,
  title: null,
  grantsRole: null,
  assignedBy: null,
  stepsTotal: 5,
  stepsDone: 2,
  minutesLeft: 15,
  nextCourse: { courseId: 'ask-about-access', title: { en: 'Ask about access, kindly', fr: 'Parler d’accès avec tact' }, minutes: 4 },
  dueOn: null,
  finishOn: '2026-12-04',
  state: 'active',
  createdAt: '2026-11-02T14:00:00.200Z',
  completedAt: null,
}
export const AssignmentCreated = defineEvent('progress', 'assignment', 'created', assignment, { ...assignmentExample, stepsDone: 0 })
export const AssignmentProgressed = defineEvent('progress', 'assignment', 'progressed', assignment, assignmentExample)
export const AssignmentCompleted = defineEvent('progress', 'assignment', 'completed', assignment, {
  ...assignmentExample,
  stepsDone: 5,
  minutesLeft: 0,
  nextCourse: null,
  finishOn: null,
  state: 'completed',
  completedAt: '2026-11-20T15:00:00.000Z',
})
export const AssignmentWithdrawn = defineEvent('progress', 'assignment', 'withdrawn', assignment, {
  ...assignmentExample,
  state: 'withdrawn',
})

/** Recorded once per person, course and course version. The aggregate's id is `completionId`. */
export const MicroCourseCompletionRecorded = defineEvent(
  'progress',
  'micro-course-completion',
  'recorded',
  z.strictObject({
    completionId: Uuid,
    personId: Uuid,
    courseId: Slug,
    courseVersion: z.int().min(1),
    competencyId: Slug,
    /** The level the course leads to. It becomes the person's only where the check was passed. */
    toLevel: Level,
    checkPassed: z.boolean(),
    title: LocalizedText,
    completedAt: Instant,
  }),
  {
    completionId: '01900000-0000-7000-8000-0000000000f1',
    personId: '01900000-0000-7000-8000-0000000000a1',
    courseId: 'ask-about-access',
    courseVersion: 1,
    competencyId: 'asking-about-access',
    toLevel: 3,
    checkPassed: true,
    title: { en: 'Ask about access, kindly', fr: 'Parler d’accès avec tact' },
    completedAt: '2026-11-05T14:00:00.000Z',
  },
)

/** No word of what was asked or answered. */
const helpRequest = z.strictObject({
  helpRequestId: Uuid,
  personId: Uuid,
  championId: Uuid.nullable(),
  courseId: Slug,
  cardId: Slug.nullable(),
  state: z.enum(['open', 'answered']),
  askedAt: Instant,
  answeredAt: Instant.nullable(),
})
const helpExample: z.infer<typeof helpRequest> = {
  helpRequestId: '01900000-0000-7000-8000-000000000101',
  personId: '01900000-0000-7000-8000-0000000000a1',
  championId: '01900000-0000-7000-8000-0000000000a3',
  courseId: 'ask-about-access',
  cardId: 'the-question',
  state: 'open',
  askedAt: '2026-11-05T14:00:00.000Z',
  answeredAt: null,
}
export const HelpRequestAsked = defineEvent('progress', 'help-request', 'asked', helpRequest, helpExample)
export const HelpRequestAnswered = defineEvent('progress', 'help-request', 'answered', helpRequest, {
  ...helpExample,
  state: 'answered',
  answeredAt: '2026-11-05T16:00:00.000Z',
})

export const CohortChanged = defineEvent(
  'progress',
  'cohort',
  'changed',
  z.strictObject({
    cohortId: Uuid,
    championId: Uuid,
    personIds: z.array(Uuid),
    pathId: Slug.nullable(),
    title: LocalizedText.nullable(),
    startsOn: Day,
    weeks: z.int().min(1).max(52),
    state: z.enum(['active', 'closed']),
  }),
  {
    cohortId: '01900000-0000-7000-8000-000000000111',
    championId: '01900000-0000-7000-8000-0000000000a3',
    personIds: ['01900000-0000-7000-8000-0000000000a1'],
    pathId: 'safe-from-day-one',
    title: { en: 'Safe from day one', fr: 'En sécurité dès le premier jour' },
    startsOn: '2026-10-05',
    weeks: 8,
    state: 'active',
  },
)

export const practices = ['yes', 'not-yet', 'does-not-fit'] as const
export const barriers = ['time', 'device', 'not-sure-how', 'other'] as const

/** Whether what was learned is used with clients, a month later. It names nobody: who it was stays in progress, and only numbers travel on. */
export const PracticeReported = defineEvent(
  'progress',
  'practice',
  'reported',
  z.strictObject({
    practiceId: Uuid,
    courseId: Slug,
    competencyId: Slug,
    used: z.enum(practices),
    barrier: z.enum(barriers).nullable(),
    reportedAt: Instant,
  }),
  {
    practiceId: '01900000-0000-7000-8000-000000000131',
    courseId: 'ask-about-access',
    competencyId: 'asking-about-access',
    used: 'not-yet',
    barrier: 'time',
    reportedAt: '2026-12-07T14:00:00.000Z',
  },
)

/** Invited, never conscripted. The aggregate's id is the invitation's. */
export const ChampionInvitationChanged = defineEvent(
  'progress',
  'champion-invitation',
  'changed',
  z.strictObject({ invitationId: Uuid, personId: Uuid, state: z.enum(['invited', 'accepted', 'declined']) }),
  { invitationId: '01900000-0000-7000-8000-000000000121', personId: '01900000-0000-7000-8000-0000000000a1', state: 'invited' },
)

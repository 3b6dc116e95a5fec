import { z } from 'zod'
import { AssignmentReason, barriers, practices } from '../events/progress.ts'
import { Day, Instant, LocalizedText, MinutesPerWeek, QuestionSource, Slug, Uuid } from '../words.ts'
import { MyHelpRequest } from './champions.ts'

export const StepState = z.enum(['done', 'now', 'to-do'])

export const AssignmentStep = z.object({
  courseId: Slug,
  courseVersion: z.int(),
  title: LocalizedText.nullable(),
  canDo: LocalizedText.nullable(),
  minutes: z.int(),
  kilobytes: z.int().nullable(),
  cardsDone: z.int(),
  /** Null until the course is known here. */
  cardsTotal: z.int().nullable(),
  /** Done by its check: the person was there already. */
  testedOut: z.boolean(),
  state: StepState,
})
export type AssignmentStep = z.infer<typeof AssignmentStep>

export const MyAssignment = z.object({
  assignmentId: Uuid,
  reason: AssignmentReason,
  pathId: Slug.nullable(),
  title: LocalizedText.nullable(),
  state: z.enum(['active', 'completed']),
  steps: z.array(AssignmentStep),
  stepsDone: z.int(),
  minutesLeft: z.int(),
  minutesPerWeek: MinutesPerWeek,
  dueOn: Day.nullable(),
  finishOn: Day.nullable(),
  createdAt: Instant,
  completedAt: Instant.nullable(),
})
export type MyAssignment = z.infer<typeof MyAssignment>

/** All that a learner's home needs from progress. */
export const MyLearning = z.object({
  assignments: z.array(MyAssignment),
  /** The one next thing; null when there is nothing to do. */
  next: z.object({ assignmentId: Uuid, step: AssignmentStep, stepNumber: z.int(), stepsTotal: z.int() }).nullable(),
  championId: Uuid.nullable(),
  invitation: z.object({ invitationId: Uuid }).nullable(),
  /** A course finished a month ago: was it of use? Offered once, one at a time. */
  followUp: z.object({ courseId: Slug, title: LocalizedText.nullable(), canDo: LocalizedText.nullable(), finishedAt: Instant }).nullable(),
  answeredHelp: z.array(
    z.object({ helpRequestId: Uuid, courseId: Slug, title: LocalizedText.nullable(), question: z.string(), answer: z.string(), answeredAt: Instant }),
  ),
})
export type MyLearning = z.infer<typeof MyLearning>

/** Long poll: answers as soon as the path planned from that self-assessment is assigned. */
export const ArrivalQuery = z.object({ selfAssessmentId: Uuid, waitSeconds: z.coerce.number().int().min(0).max(25).default(20) })
export const Arrival = z.object({ assignmentId: Uuid.nullable() })

/** Sending it again changes nothing: a card is done or not. Choices are judged and forgotten. */
export const CardCompletion = z.strictObject({
  courseVersion: z.int().min(1),
  choiceIds: z.array(Slug).max(8).default([]),
})
export const CardCompleted = z.object({
  cardsDone: z.array(Slug),
  cardsTotal: z.int(),
  courseFinished: z.boolean(),
})
export type CardCompleted = z.infer<typeof CardCompleted>
export const CourseProgress = z.object({
  courseId: Slug,
  courseVersion: z.int().nullable(),
  cardsDone: z.array(Slug),
  finished: z.boolean(),
  /** Finished by its check, without the cards. */
  testedOut: z.boolean(),
  /** The cards I would like to talk about with my champion. */
  talkingPoints: z.array(Slug),
})
export type CourseProgress = z.infer<typeof CourseProgress>

/** Where I am with the courses that I began or have in a path; any other is neither. */
export const MyCourse = z.object({
  courseId: Slug,
  state: z.enum(['done', 'started', 'to-do']),
  inPath: z.boolean(),
  /** I added it myself, and may take it out. */
  chosen: z.boolean(),
})
export type MyCourse = z.infer<typeof MyCourse>
export const MyCourses = z.object({ courses: z.array(MyCourse) })

/** What somebody has learned, for them alone: nothing in it says what they have not. */
export const MyRecord = z.object({
  /** Every course finished, by the day it first was; the oldest first. */
  courses: z.array(z.object({ courseId: Slug, competencyId: Slug, title: LocalizedText, canDo: LocalizedText, minutes: z.int(), finishedAt: Instant })),
  /** Paths climbed to the top. They stay, also when a path goes on later. */
  paths: z.array(z.object({ assignmentId: Uuid, title: LocalizedText.nullable(), finishedAt: Instant })),
})
export type MyRecord = z.infer<typeof MyRecord>

/** Whether it was used with a client, and what got in the way. The line stays with the person; nobody else reads it. */
export const PracticeReport = z.strictObject({
  used: z.enum(practices),
  barrier: z.enum(barriers).nullable().default(null),
  note: z.string().trim().max(200).default(''),
})
export type PracticeReport = z.infer<typeof PracticeReport>

/** Answers to a course's check. They are judged and forgotten; only all right leaves a trace, a completion with its check passed. */
export const TestOut = z.strictObject({
  courseVersion: z.int().min(1),
  checkVersion: z.int().min(0),
  answers: z.array(z.strictObject({ from: QuestionSource, questionId: Slug, choiceIds: z.array(Slug).max(8) })).max(30),
})
export const TestedOut = z.object({ passed: z.boolean() })

/** All that progress holds of a person. Nobody else is named: not who assigned, not who asked, not who answered. */
export const ProgressExport = z.strictObject({
  assignments: z.array(
    z.strictObject({
      assignmentId: Uuid,
      reason: AssignmentReason,
      pathId: Slug.nullable(),
      title: LocalizedText.nullable(),
      state: z.enum(['active', 'completed', 'withdrawn']),
      dueOn: Day.nullable(),
      createdAt: Instant,
      completedAt: Instant.nullable(),
      steps: z.array(z.strictObject({ courseId: Slug, courseVersion: z.int(), minutes: z.int(), state: z.enum(['to-do', 'done', 'withdrawn']) })),
    }),
  ),
  courses: z.array(
    z.strictObject({
      courseId: Slug,
      courseVersion: z.int(),
      cardsDone: z.array(Slug),
      checksPassed: z.array(Slug),
      startedAt: Instant,
      lastCardAt: Instant,
      finishedAt: Instant.nullable(),
    }),
  ),
  cardsOpened: z.array(z.strictObject({ courseId: Slug, cardId: Slug, firstOn: Day, lastOn: Day })),
  questions: z.array(MyHelpRequest.omit({ helpRequestId: true, title: true }).strict()),
  /** What I wrote as a champion, without the question it answers. */
  answersGiven: z.array(z.strictObject({ courseId: Slug, answer: z.string(), answeredAt: Instant })),
  cohorts: z.array(z.strictObject({ as: z.enum(['member', 'champion']), title: LocalizedText.nullable(), startsOn: Day, weeks: z.int() })),
  championInvitations: z.array(z.strictObject({ state: z.enum(['invited', 'accepted', 'declined']), invitedAt: Instant, answeredAt: Instant.nullable() })),
  /** Cards I would like to talk about with my champion. */
  talkingPoints: z.array(z.strictObject({ courseId: Slug, cardId: Slug, markedAt: Instant })),
  /** Whether a course was of use, a month later, and the line I wrote. */
  followUps: z.array(
    z.strictObject({
      courseId: Slug,
      used: z.enum(practices).nullable(),
      barrier: z.enum(barriers).nullable(),
      note: z.string(),
      answeredAt: Instant.nullable(),
    }),
  ),
  /** What I assigned as a manager. */
  assigned: z.array(z.strictObject({ title: LocalizedText, people: z.int(), assignedAt: Instant, undoneAt: Instant.nullable() })),
})
export type ProgressExport = z.infer<typeof ProgressExport>

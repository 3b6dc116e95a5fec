import { z } from 'zod'
import { Card } from '../content.ts'
import { Instant, KnownLevel, Language, Level, LocalizedText, QuestionSource, Slug, Uuid } from '../words.ts'

export const MicroCourseSummary = z.object({
  courseId: Slug,
  courseVersion: z.int(),
  competencyId: Slug,
  fromLevel: Level,
  toLevel: Level,
  minutes: z.int(),
  kilobytes: z.int(),
  title: LocalizedText,
  summary: LocalizedText,
})
export type MicroCourseSummary = z.infer<typeof MicroCourseSummary>

/** A course as the player needs it, in one language. */
export const MicroCoursePack = z.object({
  courseId: Slug,
  courseVersion: z.int(),
  language: Language,
  competencyId: Slug,
  minutes: z.int(),
  kilobytes: z.int(),
  title: z.string(),
  summary: z.string(),
  canDo: z.string(),
  lowTech: z.string(),
  cards: z.array(Card),
})
export type MicroCoursePack = z.infer<typeof MicroCoursePack>
export const MicroCourseQuery = z.object({ language: Language, version: z.coerce.number().int().min(1).optional() })

/** What testing out of a course asks: its own questions, and the competency's scenario items of that step. Nothing says what is right. */
export const CourseCheck = z.object({
  courseId: Slug,
  courseVersion: z.int(),
  /** Of the scenario items; 0 where there are none. */
  checkVersion: z.int(),
  language: Language,
  competencyId: Slug,
  title: z.string(),
  questions: z.array(
    z.object({
      from: QuestionSource,
      questionId: Slug,
      heading: z.string(),
      body: z.string(),
      several: z.boolean(),
      choices: z.array(z.object({ choiceId: Slug, text: z.string() })),
    }),
  ),
})
export type CourseCheck = z.infer<typeof CourseCheck>

export const LearningPathSummary = z.object({
  pathId: Slug,
  pathVersion: z.int(),
  title: LocalizedText,
  summary: LocalizedText,
  grantsRole: z.literal('champion').nullable(),
  minutes: z.int(),
  courses: z.array(z.object({ courseId: Slug, title: LocalizedText, minutes: z.int() })),
})
export type LearningPathSummary = z.infer<typeof LearningPathSummary>

/** Why a step is in the plan. */
export const StepReason = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('closes-gap'), floor: Level, level: Level }),
  /** The person was not sure: one short look, and no guess that the level is low. */
  z.object({ kind: z.literal('taster'), floor: Level }),
  /** The course `before` builds on it. Floor and level are those of its own competency. */
  z.object({ kind: z.literal('comes-first'), floor: Level, level: Level, before: Slug }),
])
export const SkipReason = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('already-there'), floor: Level, level: Level }),
  z.object({ kind: z.literal('above-what-you-need'), floor: Level }),
  z.object({ kind: z.literal('already-completed') }),
  z.object({ kind: z.literal('not-sure') }),
  /** The person said that this is not part of their work. */
  z.object({ kind: z.literal('not-my-job') }),
  /** Other courses close the same gap in fewer minutes. */
  z.object({ kind: z.literal('others-are-enough') }),
  /** It begins above where the person is, and no course leads there yet. */
  z.object({ kind: z.literal('begins-further-on'), fromLevel: Level, level: Level }),
])
export type StepReason = z.infer<typeof StepReason>
export type SkipReason = z.infer<typeof SkipReason>

/** One person's plan with the reasons; read by the person alone. */
export const Plan = z.object({
  planId: Uuid,
  planVersion: z.int(),
  selfAssessmentId: Uuid,
  plannedAt: Instant,
  steps: z.array(
    z.object({ courseId: Slug, courseVersion: z.int(), competencyId: Slug, toLevel: Level, title: LocalizedText, minutes: z.int(), reason: StepReason }),
  ),
  skipped: z.array(z.object({ courseId: Slug, competencyId: Slug, toLevel: Level, title: LocalizedText, reason: SkipReason })),
  /** Gaps that no course closes yet. */
  notYet: z.array(z.object({ competencyId: Slug, floor: Level, level: KnownLevel })),
})
export type Plan = z.infer<typeof Plan>

import { z } from 'zod'
import { Day, Instant, LocalizedText, Slug, Uuid } from '../words.ts'

export const HelpQuestion = z.strictObject({ courseId: Slug, cardId: Slug.nullable(), question: z.string().trim().max(1000) })
export const HelpAnswer = z.strictObject({ answer: z.string().trim().min(1).max(2000) })
export const HelpAsked = z.object({ helpRequestId: Uuid, championId: Uuid.nullable() })

/** What I asked, newest first; `answer` is null while it is open. */
export const MyHelpRequest = z.object({
  helpRequestId: Uuid,
  courseId: Slug,
  cardId: Slug.nullable(),
  title: LocalizedText.nullable(),
  question: z.string(),
  answer: z.string().nullable(),
  askedAt: Instant,
  answeredAt: Instant.nullable(),
})
export type MyHelpRequest = z.infer<typeof MyHelpRequest>

export const CohortRequest = z.strictObject({
  championId: Uuid,
  personIds: z.array(Uuid).min(1).max(100),
  pathId: Slug,
  startsOn: Day,
  weeks: z.int().min(1).max(52),
})
export const CohortCreated = z.object({ cohortId: Uuid })

export const CohortPerson = z.object({
  personId: Uuid,
  title: LocalizedText.nullable(),
  stepsDone: z.int(),
  stepsTotal: z.int(),
  /** Said so, opened a card on two days and did not finish it, or has been quiet for two weeks. */
  stuck: z.enum(['said-so', 'same-card-twice', 'quiet']).nullable(),
  stuckAt: z.object({ courseId: Slug, title: LocalizedText.nullable() }).nullable(),
  finishedAt: Instant.nullable(),
})
export const CohortHelpRequest = z.object({
  helpRequestId: Uuid,
  personId: Uuid,
  courseId: Slug,
  cardId: Slug.nullable(),
  title: LocalizedText.nullable(),
  question: z.string(),
  askedAt: Instant,
})
export const Cohort = z.object({
  cohortId: Uuid,
  pathId: Slug.nullable(),
  title: LocalizedText.nullable(),
  startsOn: Day,
  weeks: z.int(),
  people: z.array(CohortPerson),
})
/** Somebody would like to talk about a card: a mark, and no word. */
export const TalkingPoint = z.object({ personId: Uuid, courseId: Slug, cardId: Slug, title: LocalizedText.nullable(), markedAt: Instant })
export const MyCohorts = z.object({ asked: z.array(CohortHelpRequest), talkingPoints: z.array(TalkingPoint), cohorts: z.array(Cohort) })
export type MyCohorts = z.infer<typeof MyCohorts>

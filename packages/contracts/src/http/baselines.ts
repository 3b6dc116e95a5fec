import { z } from 'zod'
import { Examples } from '../content.ts'
import { Audience, ComfortLevel, Instant, Level, LocalizedText, Slug, Sureness, Uuid } from '../words.ts'

/** One screen of the self-assessment. */
export const AssessmentQuestion = z.object({
  competencyId: Slug,
  area: LocalizedText,
  name: LocalizedText,
  purpose: LocalizedText,
  /** An example of each step, in the person's own job where its floor has one. */
  examples: Examples,
  /** The answer so far; null when not yet asked. */
  answer: ComfortLevel.nullable(),
  sureness: Sureness.nullable(),
  /** The answer is from the time before and still holds, so it is not asked again; answering it anew ends that. */
  stands: z.boolean(),
  /** Two short moments at the floor: offered where this answer decides a gap, then what they showed. Null where there is nothing to offer. */
  check: z.enum(['offered', 'begun', 'shown', 'not-yet']).nullable(),
})
export type AssessmentQuestion = z.infer<typeof AssessmentQuestion>

export const SelfAssessment = z.object({
  selfAssessmentId: Uuid,
  roleProfile: Slug,
  roleProfileName: LocalizedText,
  baselineVersion: z.int(),
  state: z.enum(['draft', 'submitted']),
  startedAt: Instant,
  submittedAt: Instant.nullable(),
  questions: z.array(AssessmentQuestion),
})
export type SelfAssessment = z.infer<typeof SelfAssessment>

/** The newest draft and the newest submitted one; each may be missing. */
export const MySelfAssessments = z.object({ draft: SelfAssessment.nullable(), submitted: SelfAssessment.nullable() })

export const Answer = z.strictObject({ level: ComfortLevel, sureness: Sureness.nullable().default(null) })
export const Submission = z.object({ selfAssessmentId: Uuid, submittedAt: Instant })

/** The scenario check beside one answer. A choice says whether it was right only once the person has chosen. */
export const AnswerCheck = z.object({
  competencyId: Slug,
  name: LocalizedText,
  toLevel: Level,
  items: z.array(
    z.object({
      itemId: Slug,
      heading: LocalizedText,
      body: LocalizedText,
      choices: z.array(z.object({ choiceId: Slug, text: LocalizedText, judged: z.object({ right: z.boolean(), feedback: LocalizedText }).nullable() })),
      chosen: Slug.nullable(),
    }),
  ),
  /** Null until both are answered. Whether not passed is told to nobody but the person. */
  passed: z.boolean().nullable(),
})
export type AnswerCheck = z.infer<typeof AnswerCheck>
export const CheckChoice = z.strictObject({ choiceId: Slug })

/** Your picture: strengths first. Read by the person alone. */
export const Picture = z.object({
  selfAssessmentId: Uuid,
  roleProfile: Slug,
  roleProfileName: LocalizedText,
  submittedAt: Instant,
  /** When the self-assessment before this one was submitted. */
  beforeAt: Instant.nullable(),
  competencies: z.array(
    z.object({
      competencyId: Slug,
      name: LocalizedText,
      floor: Level,
      because: LocalizedText,
      /** The newest of evidence and self-rating. */
      level: ComfortLevel,
      from: z.enum(['self-rating', 'evidence']),
      /** The level in the self-assessment before this one; null without one, and for what was not asked then. */
      before: ComfortLevel.nullable(),
      /** Where the scenario check and the person's own word differ; null where they agree, or there was no check. */
      confidence: z.object({ kind: z.enum(['more-than-said', 'less-than-said']), said: ComfortLevel, checked: Level }).nullable(),
    }),
  ),
})
export type Picture = z.infer<typeof Picture>

export const ConsentLedger = z.object({
  entries: z.array(z.object({ audience: Audience, granted: z.boolean(), changedAt: Instant.nullable() })),
})
export const ConsentChoice = z.strictObject({ granted: z.boolean() })

/** Words, not counts, so that nobody is "the one". `few` is under a quarter, and stands for none too. */
export const ShareWord = z.enum(['few', 'some', 'half', 'most'])
export type ShareWord = z.infer<typeof ShareWord>

export const TeamPicture = z.union([
  z.object({ suppressed: z.literal(true), minimum: z.int() }),
  z.object({
    suppressed: z.literal(false),
    rows: z.array(
      z.object({
        competencyId: Slug,
        name: LocalizedText,
        /** By level 1 to 4; null where fewer than five answered. */
        words: z.array(ShareWord).length(4).nullable(),
      }),
    ),
  }),
])
export type TeamPicture = z.infer<typeof TeamPicture>

export const phones = ['own', 'work', 'shared', 'none'] as const
export const dataPlans = ['plenty', 'limited', 'none'] as const
export const timesOfDay = ['morning', 'midday', 'afternoon', 'evening'] as const

/** How somebody gets online and when it suits them. Theirs alone; each may be left open. Language and minutes are at people. */
export const AccessAnswers = z.strictObject({
  phone: z.enum(phones).nullable(),
  dataPlan: z.enum(dataPlans).nullable(),
  timeOfDay: z.enum(timesOfDay).nullable(),
})
export type AccessAnswers = z.infer<typeof AccessAnswers>

/** `askedAt` is null until they were asked; `dataIsTight` asks pages to say kilobytes first. */
export const MyAccess = AccessAnswers.extend({ askedAt: Instant.nullable(), dataIsTight: z.boolean() })
export type MyAccess = z.infer<typeof MyAccess>

/** What those who share it would like help with: competencies below their floor, by name. No level, and nobody who has not shared. */
export const HelpWishes = z.object({
  people: z.array(z.object({ personId: Uuid, competencies: z.array(z.object({ competencyId: Slug, name: LocalizedText })) })),
})
export type HelpWishes = z.infer<typeof HelpWishes>

/** Smallest group a picture is drawn for. */
export const SMALLEST_GROUP = 5

/** All that baselines holds of a person. */
export const BaselinesExport = z.strictObject({
  selfAssessments: z.array(
    z.strictObject({
      selfAssessmentId: Uuid,
      roleProfile: Slug,
      baselineVersion: z.int(),
      state: z.enum(['draft', 'submitted']),
      startedAt: Instant,
      submittedAt: Instant.nullable(),
      /** By competency. */
      answers: z.record(Slug, z.strictObject({ level: ComfortLevel, sureness: Sureness.nullable(), at: Instant })),
      /** The moments taken beside the answers, by competency, with what was chosen. */
      checks: z.record(Slug, z.strictObject({ toLevel: Level, said: ComfortLevel, chosen: z.record(Slug, z.string()), passed: z.boolean().nullable() })),
    }),
  ),
  /** How I get online; null where I was not asked. */
  access: AccessAnswers.nullable(),
  /** What passed checks showed. */
  evidence: z.array(z.strictObject({ competencyId: Slug, level: Level, recordedAt: Instant })),
  consents: z.array(z.strictObject({ audience: Audience, since: Instant })),
  suggestedAsChampionAt: Instant.nullable(),
})
export type BaselinesExport = z.infer<typeof BaselinesExport>

import { z } from 'zod'
import { Statements } from '../content.ts'
import { Audience, Instant, KnownLevel, Level, LocalizedText, Slug, Uuid } from '../words.ts'

/** One screen of the self-assessment. */
export const AssessmentQuestion = z.object({
  competencyId: Slug,
  area: LocalizedText,
  name: LocalizedText,
  purpose: LocalizedText,
  statements: Statements,
  /** The answer so far; null when not yet asked. */
  answer: KnownLevel.nullable(),
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

export const Answer = z.strictObject({ level: KnownLevel })
export const Submission = z.object({ selfAssessmentId: Uuid, submittedAt: Instant })

/** Your picture: strengths first. Read by the person alone. */
export const Picture = z.object({
  selfAssessmentId: Uuid,
  roleProfile: Slug,
  roleProfileName: LocalizedText,
  submittedAt: Instant,
  competencies: z.array(
    z.object({
      competencyId: Slug,
      name: LocalizedText,
      floor: Level,
      because: LocalizedText,
      /** The newest of evidence and self-rating. */
      level: KnownLevel,
      from: z.enum(['self-rating', 'evidence']),
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
      answers: z.record(Slug, KnownLevel),
    }),
  ),
  /** What passed checks showed. */
  evidence: z.array(z.strictObject({ competencyId: Slug, level: Level, recordedAt: Instant })),
  consents: z.array(z.strictObject({ audience: Audience, since: Instant })),
  suggestedAsChampionAt: Instant.nullable(),
})
export type BaselinesExport = z.infer<typeof BaselinesExport>

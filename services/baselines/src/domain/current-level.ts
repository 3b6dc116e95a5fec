import type { KnownLevel, Level } from '@handrail/contracts'

export type Answers = Readonly<Record<string, KnownLevel>>
/** What a passed check showed, and when. */
export type Evidence = { level: Level; at: Date }
export type EvidenceByCompetency = ReadonlyMap<string, Evidence>
export type CurrentLevel = { level: KnownLevel; from: 'self-rating' | 'evidence' }

/**
 * The newest of self-rating and evidence; at the same instant the person's own word stands. Unknown is no rating: it
 * takes nothing away from what a check has shown.
 */
export const currentLevel = (rated: KnownLevel, ratedAt: Date, evidence: Evidence | undefined): CurrentLevel =>
  evidence && (rated === 'unknown' || evidence.at > ratedAt) ? { level: evidence.level, from: 'evidence' } : { level: rated, from: 'self-rating' }

/** The current level in each competency that was asked; what was left open counts as unknown. */
export const currentLevels = <Competency extends { competencyId: string }>(
  asked: readonly Competency[],
  answers: Answers,
  submittedAt: Date,
  evidence: EvidenceByCompetency,
): (Competency & CurrentLevel)[] =>
  asked.map((competency) => ({
    ...competency,
    ...currentLevel(answers[competency.competencyId] ?? 'unknown', submittedAt, evidence.get(competency.competencyId)),
  }))

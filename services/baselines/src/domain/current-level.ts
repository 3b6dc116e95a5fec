import type { ComfortLevel, Level, Sureness } from '@handrail/contracts'

/** One answer as it is kept. When it was given decides whether a check is newer. */
export type GivenAnswer = { level: ComfortLevel; sureness: Sureness | null; at: string }
export type Answers = Readonly<Record<string, GivenAnswer>>
/** What a passed check showed, and when. */
export type Evidence = { level: Level; at: Date }
export type EvidenceByCompetency = ReadonlyMap<string, Evidence>
export type CurrentLevel = { level: ComfortLevel; from: 'self-rating' | 'evidence' }

/**
 * The newest of self-rating and evidence; at the same instant the person's own word stands. Unknown is no rating: it
 * takes nothing away from what a check has shown. Whether something is their job only they can say.
 */
export const currentLevel = (answer: GivenAnswer | undefined, evidence: Evidence | undefined): CurrentLevel => {
  const level = answer?.level ?? 'unknown'
  const isShown = evidence && level !== 'not-my-job' && (level === 'unknown' || !answer || evidence.at > new Date(answer.at))
  return isShown ? { level: evidence.level, from: 'evidence' } : { level, from: 'self-rating' }
}

/** The current level in each competency that was asked; what was left open counts as unknown. */
export const currentLevels = <Competency extends { competencyId: string }>(
  asked: readonly Competency[],
  answers: Answers,
  evidence: EvidenceByCompetency,
): (Competency & CurrentLevel)[] =>
  asked.map((competency) => ({ ...competency, ...currentLevel(answers[competency.competencyId], evidence.get(competency.competencyId)) }))

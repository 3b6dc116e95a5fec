import type { ComfortLevel, Picture } from '@handrail/contracts'
import type { EvidenceByCompetency } from './current-level.ts'
import { confidence } from './scenario-check.ts'
import { type Assessment, measure, questionsOf } from './self-assessment.ts'

/** The levels that a self-assessment was submitted with. */
export type LevelsThen = { submittedAt: Date; levels: Readonly<Record<string, ComfortLevel>> }

/** Unknown is not low; it only has nothing to show yet, so it stands after what has, and what is not their job after that. */
const strength = (level: ComfortLevel) => (level === 'not-my-job' ? -1 : level === 'unknown' ? 0 : level)

/** Your picture, strengths first, otherwise in the order of the questions. Null before anything was submitted. */
export const pictureFrom = (assessment: Assessment, evidence: EvidenceByCompetency, before: LevelsThen | null): Picture | null => {
  if (!assessment.submittedAt) return null
  const measured = new Map(measure(assessment, evidence).map((competency) => [competency.competencyId, competency]))
  const competencies = questionsOf(assessment).flatMap(({ competencyId, name }) => {
    const competency = measured.get(competencyId)
    if (!competency) return []
    const told = confidence(assessment.checks[competencyId], assessment.answers[competencyId]?.level)
    return [{ name, ...competency, before: before?.levels[competencyId] ?? null, confidence: told }]
  })
  return {
    selfAssessmentId: assessment.selfAssessmentId,
    roleProfile: assessment.floor.roleProfile,
    roleProfileName: assessment.floor.name,
    submittedAt: assessment.submittedAt.toISOString(),
    beforeAt: before?.submittedAt.toISOString() ?? null,
    competencies: competencies.toSorted((one, other) => strength(other.level) - strength(one.level)),
  }
}

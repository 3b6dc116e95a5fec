import type { KnownLevel, Picture } from '@handrail/contracts'
import type { EvidenceByCompetency } from './current-level.ts'
import { type Assessment, measure, questionsOf } from './self-assessment.ts'

/** Unknown is not low; it only has nothing to show yet, so it stands after what has. */
const strength = (level: KnownLevel) => (level === 'unknown' ? 0 : level)

/** Your picture, strengths first, otherwise in the order of the questions. Null before anything was submitted. */
export const pictureFrom = (assessment: Assessment, evidence: EvidenceByCompetency): Picture | null => {
  if (!assessment.submittedAt) return null
  const measured = new Map(measure(assessment, assessment.submittedAt, evidence).map((competency) => [competency.competencyId, competency]))
  const competencies = questionsOf(assessment).flatMap(({ competencyId, name }) => {
    const competency = measured.get(competencyId)
    return competency ? [{ name, ...competency }] : []
  })
  return {
    selfAssessmentId: assessment.selfAssessmentId,
    roleProfile: assessment.floor.roleProfile,
    roleProfileName: assessment.floor.name,
    submittedAt: assessment.submittedAt.toISOString(),
    competencies: competencies.toSorted((one, other) => strength(other.level) - strength(one.level)),
  }
}

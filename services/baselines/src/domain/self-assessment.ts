import { type AssessmentQuestion, type Floor, type Framework, type KnownLevel, Refusal, type SelfAssessment } from '@handrail/contracts'
import { type Answers, currentLevels, type EvidenceByCompetency } from './current-level.ts'

/** A person's answers, with the floor they are measured by and the words they were asked in, both as at the start. */
export type Assessment = {
  selfAssessmentId: string
  version: number
  startedAt: Date
  /** Null in a draft. */
  submittedAt: Date | null
  answers: Answers
  floor: Floor
  framework: Framework
}

/** One question per competency of the floor, in the framework's order. */
export const questionsOf = ({ framework, floor, answers }: Pick<Assessment, 'framework' | 'floor' | 'answers'>): AssessmentQuestion[] => {
  const areas = new Map(framework.areas.map(({ areaId, name }) => [areaId, name]))
  const asked = new Set(floor.levels.map(({ competencyId }) => competencyId))
  return framework.competencies.flatMap(({ competencyId, areaId, name, purpose, statements }) => {
    const area = areas.get(areaId)
    return area && asked.has(competencyId) ? [{ competencyId, area, name, purpose, statements, answer: answers[competencyId] ?? null }] : []
  })
}

export const selfAssessmentFrom = (assessment: Assessment): SelfAssessment => ({
  selfAssessmentId: assessment.selfAssessmentId,
  roleProfile: assessment.floor.roleProfile,
  roleProfileName: assessment.floor.name,
  baselineVersion: assessment.floor.version,
  state: assessment.submittedAt ? 'submitted' : 'draft',
  startedAt: assessment.startedAt.toISOString(),
  submittedAt: assessment.submittedAt?.toISOString() ?? null,
  questions: questionsOf(assessment),
})

/** The answers with one more, or one changed. */
export const answer = (assessment: Assessment, competencyId: string, level: KnownLevel): Answers => {
  if (!assessment.floor.levels.some((asked) => asked.competencyId === competencyId)) throw new Refusal('not-found')
  if (assessment.submittedAt) throw new Refusal('self-assessment-already-submitted')
  return { ...assessment.answers, [competencyId]: level }
}

export const refuseEmpty = ({ answers }: Assessment): void => {
  if (Object.keys(answers).length === 0) throw new Refusal('self-assessment-empty')
}

/** Per competency of the floor: the level it needs, why, and where the person is now. */
export const measure = ({ floor, answers }: Assessment, submittedAt: Date, evidence: EvidenceByCompetency) =>
  currentLevels(
    floor.levels.map(({ competencyId, level, because }) => ({ competencyId, floor: level, because })),
    answers,
    submittedAt,
    evidence,
  )

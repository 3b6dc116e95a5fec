import {
  type AssessmentQuestion,
  type ComfortLevel,
  type Floor,
  type Framework,
  type Level,
  Refusal,
  type SelfAssessment,
  type Sureness,
} from '@handrail/contracts'
import { type Answers, currentLevels, type EvidenceByCompetency, type GivenAnswer } from './current-level.ts'
import { checkState, type KnownSteps, type TakenChecks } from './scenario-check.ts'

const MONTHS_AN_ANSWER_STANDS = 6

/** A person's answers, with the floor they are measured by and the words they were asked in, both as at the start. */
export type Assessment = {
  selfAssessmentId: string
  version: number
  startedAt: Date
  /** Null in a draft. */
  submittedAt: Date | null
  answers: Answers
  checks: TakenChecks
  floor: Floor
  framework: Framework
}

/** The job's own examples, or the most telling statement of each level. */
const examplesOf = ({ levels }: Floor, { competencyId, statements }: Framework['competencies'][number]): AssessmentQuestion['examples'] => {
  const own = levels.find((asked) => asked.competencyId === competencyId)?.examples
  const first = (level: Level) => {
    const [most] = statements[level]
    if (!most) throw new Error(`${competencyId} has no statement of level ${level}.`)
    return most
  }
  return own ?? { 1: first(1), 2: first(2), 3: first(3), 4: first(4) }
}

/** One question per competency of the floor, in the framework's order. */
export const questionsOf = (assessment: Omit<Assessment, 'selfAssessmentId' | 'version'>, known: KnownSteps = new Set()): AssessmentQuestion[] => {
  const { framework, floor, answers, startedAt } = assessment
  const areas = new Map(framework.areas.map(({ areaId, name }) => [areaId, name]))
  const asked = new Set(floor.levels.map(({ competencyId }) => competencyId))
  return framework.competencies.flatMap((competency) => {
    const { competencyId, areaId, name, purpose } = competency
    const area = areas.get(areaId)
    if (!area || !asked.has(competencyId)) return []
    const given = answers[competencyId]
    const answered = {
      answer: given?.level ?? null,
      sureness: given?.sureness ?? null,
      stands: given !== undefined && new Date(given.at) < startedAt,
      check: checkState(assessment, competencyId, known),
    }
    return [{ competencyId, area, name, purpose, examples: examplesOf(floor, competency), ...answered }]
  })
}

export const selfAssessmentFrom = (assessment: Assessment, known?: KnownSteps): SelfAssessment => ({
  selfAssessmentId: assessment.selfAssessmentId,
  roleProfile: assessment.floor.roleProfile,
  roleProfileName: assessment.floor.name,
  baselineVersion: assessment.floor.version,
  state: assessment.submittedAt ? 'submitted' : 'draft',
  startedAt: assessment.startedAt.toISOString(),
  submittedAt: assessment.submittedAt?.toISOString() ?? null,
  questions: questionsOf(assessment, known),
})

/**
 * What need not be asked again: what was at the floor or above, or is not their job, and was said within six months.
 * What was below the floor or not sure may have changed; a floor that was raised asks again, too.
 */
export const standingAnswers = (before: Answers, floor: Pick<Floor, 'levels'>, now: Date): Answers => {
  const oldest = new Date(now)
  oldest.setUTCMonth(oldest.getUTCMonth() - MONTHS_AN_ANSWER_STANDS)
  const isEnough = ({ level }: GivenAnswer, needed: number) => level === 'not-my-job' || (level !== 'unknown' && level >= needed)
  return Object.fromEntries(
    floor.levels.flatMap(({ competencyId, level }) => {
      const given = before[competencyId]
      return given && isEnough(given, level) && new Date(given.at) >= oldest ? [[competencyId, given] as const] : []
    }),
  )
}

/** The answers with one more, or one changed. */
export const answer = (
  assessment: Assessment,
  competencyId: string,
  { level, sureness }: { level: ComfortLevel; sureness: Sureness | null },
  now: Date,
): Answers => {
  if (!assessment.floor.levels.some((asked) => asked.competencyId === competencyId)) throw new Refusal('not-found')
  if (assessment.submittedAt) throw new Refusal('self-assessment-already-submitted')
  return { ...assessment.answers, [competencyId]: { level, sureness, at: now.toISOString() } }
}

export const refuseEmpty = ({ answers }: Assessment): void => {
  if (Object.keys(answers).length === 0) throw new Refusal('self-assessment-empty')
}

/** Per competency of the floor: the level it needs, why, and where the person is now. */
export const measure = ({ floor, answers }: Pick<Assessment, 'floor' | 'answers'>, evidence: EvidenceByCompetency) =>
  currentLevels(
    floor.levels.map(({ competencyId, level, because }) => ({ competencyId, floor: level, because })),
    answers,
    evidence,
  )

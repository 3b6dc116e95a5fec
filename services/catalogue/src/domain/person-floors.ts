import type { ComfortLevel, Level } from '@handrail/contracts'
import type { NeededCompetency } from './plan.ts'

export type Floor = { competencyId: string; floor: Level }
/** A person's answer about one competency, with the floor as it was then. */
export type AssessedCompetency = { competencyId: string; floor: Level; level: ComfortLevel }
export type Answers = { baselineVersion: number; submittedAt: Date; competencies: readonly AssessedCompetency[] }
/** A passed check: it shows at least this level. */
export type Evidence = { competencyId: string; toLevel: Level; completedAt: Date }
export type Baseline = { baselineVersion: number; floors: readonly Floor[] }

/** Which floor answers are planned against: the newest that is known. */
export const newestBaseline = (answers: Answers, known: Baseline | undefined): Baseline =>
  known && known.baselineVersion > answers.baselineVersion ? known : { baselineVersion: answers.baselineVersion, floors: answers.competencies }

/** Evidence counts where the person was not sure, or where it is newer than the answer; it never lowers a level, and makes nothing their job. */
const levelNow = (said: ComfortLevel, submittedAt: Date, evidence: readonly Evidence[]): ComfortLevel =>
  evidence.reduce<ComfortLevel>((level, { toLevel, completedAt }) => {
    if (level === 'not-my-job' || (said !== 'unknown' && completedAt <= submittedAt)) return level
    return level === 'unknown' || toLevel > level ? toLevel : level
  }, said)

/** What the role needs and where the person is. A competency nobody asked about is unknown. */
export const neededCompetencies = (answers: Answers, floors: readonly Floor[], evidence: readonly Evidence[]): NeededCompetency[] => {
  const said = new Map(answers.competencies.map(({ competencyId, level }) => [competencyId, level]))
  const shown = Map.groupBy(evidence, ({ competencyId }) => competencyId)
  return floors.map(({ competencyId, floor }) => ({
    competencyId,
    floor,
    level: levelNow(said.get(competencyId) ?? 'unknown', answers.submittedAt, shown.get(competencyId) ?? []),
  }))
}

import { type ComfortLevel, type Level, type LocalizedText, levels, type ShareWord, SMALLEST_GROUP, type TeamPicture } from '@handrail/contracts'
import { type Answers, currentLevels, type EvidenceByCompetency } from './current-level.ts'

/** One member who shares with the team's picture, and nothing that names them. */
export type SharingMember = { answers: Answers; competencyIds: readonly string[]; evidence: EvidenceByCompetency }

/** Their current level in each competency they were asked. */
export type SharedLevels = ReadonlyMap<string, ComfortLevel>

/** What is shared is what the member sees in their own picture, no more. */
export const sharedLevels = ({ answers, competencyIds, evidence }: SharingMember): SharedLevels => {
  const asked = competencyIds.map((competencyId) => ({ competencyId }))
  return new Map(currentLevels(asked, answers, evidence).map(({ competencyId, level }) => [competencyId, level]))
}

/** A share as a word. Whole numbers throughout, so that the edges at 25, 40 and 60 % are exact. */
export const wordFor = (count: number, known: number): ShareWord => {
  if (count * 4 < known) return 'few'
  if (count * 5 < known * 2) return 'some'
  if (count * 5 <= known * 3) return 'half'
  return 'most'
}

const wordsOf = (known: readonly Level[]): ShareWord[] | null =>
  known.length < SMALLEST_GROUP ? null : levels.map((level) => wordFor(known.filter((other) => other === level).length, known.length))

/**
 * The team's picture in words. Fewer than five sharing people show nothing, and fewer than five known levels no words.
 * There is a row for every competency of the framework: which rows there are must not tell who was asked what.
 */
export const teamPicture = (people: readonly SharedLevels[], competencies: readonly { competencyId: string; name: LocalizedText }[]): TeamPicture => {
  if (people.length < SMALLEST_GROUP) return { suppressed: true, minimum: SMALLEST_GROUP }
  return {
    suppressed: false,
    rows: competencies.map(({ competencyId, name }) => {
      const known = people.map((levelsOfOne) => levelsOfOne.get(competencyId)).filter((level) => typeof level === 'number')
      return { competencyId, name, words: wordsOf(known) }
    }),
  }
}

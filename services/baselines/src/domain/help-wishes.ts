import type { Floor, HelpWishes, LocalizedText } from '@handrail/contracts'
import type { Answers, EvidenceByCompetency } from './current-level.ts'
import { measure } from './self-assessment.ts'

/** Somebody who shares with the audience that asks. */
export type WishingPerson = { personId: string; answers: Answers; floor: Floor; evidence: EvidenceByCompetency }

/**
 * What they would like help with: where they are known to be below their floor. Names alone, in the framework's order,
 * so that neither a level nor its distance shows; whoever has nothing below the floor is not there at all.
 */
export const helpWishes = (people: readonly WishingPerson[], competencies: readonly { competencyId: string; name: LocalizedText }[]): HelpWishes => ({
  people: people.flatMap((person) => {
    const below = new Set(measure(person, person.evidence).flatMap(({ competencyId, floor, level }) => (Number(level) < floor ? [competencyId] : [])))
    const named = competencies.filter(({ competencyId }) => below.has(competencyId)).map(({ competencyId, name }) => ({ competencyId, name }))
    return named.length > 0 ? [{ personId: person.personId, competencies: named }] : []
  }),
})

import type { DigestSection } from '@handrail/contracts'
import type { HelpRequest, Material } from './material.ts'
import { type MyCohort, myCohort } from './my-cohort.ts'
import { type MyLearning, myLearning } from './my-learning.ts'
import { myTeams, type TeamNews } from './my-teams.ts'

export type Digest = { learning: MyLearning | null; teams: TeamNews[]; cohort: MyCohort | null }

/** One digest, whatever somebody is, with the sections they want that have something to say; null when none has. */
export const composeDigest = (material: Material, personId: string): Digest | null => {
  const isWanted = (section: DigestSection) => material.sections.get(personId)?.includes(section) ?? true
  const digest = {
    learning: isWanted('my-learning') ? myLearning(material, personId) : null,
    teams: isWanted('my-teams') ? myTeams(material, personId) : [],
    cohort: isWanted('my-cohort') ? myCohort(material, personId) : null,
  }
  return sectionsOf(digest).length === 0 ? null : digest
}

/** The mail that says at once that a question was answered; null where it is not, or not any more, theirs. */
export const answerMail = (request: Pick<HelpRequest, 'personId' | 'championId' | 'state'> | undefined, personId: string): Digest | null =>
  request?.state === 'answered' && request.personId === personId
    ? { learning: { next: null, otherPaths: 0, newPaths: [], answeredBy: [request.championId] }, teams: [], cohort: null }
    : null

export const sectionsOf = ({ learning, teams, cohort }: Digest): DigestSection[] => [
  ...(learning ? (['my-learning'] as const) : []),
  ...(teams.length > 0 ? (['my-teams'] as const) : []),
  ...(cohort ? (['my-cohort'] as const) : []),
]

/** How many people a sentence names before it says "and others". */
export const NAMED = 3

/** Whose names the mail will need. */
export const namedIn = ({ learning, teams, cohort }: Digest): string[] => {
  const finished = [...teams, ...(cohort ? [cohort] : [])].flatMap((section) => section.finished)
  const groups = [
    ...finished.map(({ personIds }) => personIds),
    ...(teams.length > 1 ? teams.map(({ memberIds }) => memberIds) : []),
    cohort?.askedBy ?? [],
    (learning?.answeredBy ?? []).filter((personId) => personId !== null),
  ]
  return [...new Set(groups.flatMap((personIds) => personIds.slice(0, NAMED)))]
}

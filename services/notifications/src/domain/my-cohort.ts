import { type Assignment, assignmentsOf, type Cohort, type FinishedPath, finishedPaths, type Material, newsSince, standingOf } from './material.ts'

export type MyCohort = {
  /** Who waits for an answer, the longest waiting first; each once. */
  askedBy: string[]
  quiet: number
  finished: FinishedPath[]
}

/** What people of a cohort do on its own path; no other path of theirs is the champion's to know of. */
const onItsPath = (material: Material, { personIds, pathId }: Cohort): Assignment[] =>
  personIds.flatMap((personId) => assignmentsOf(material, personId).filter((assignment) => assignment.pathId === pathId))

/** What a champion may want to know; null when nobody asked, nobody is quiet and nobody has just finished. */
export const myCohort = (material: Material, championId: string): MyCohort | null => {
  if (!material.roles.get(championId)?.includes('champion')) return null
  const cohorts = material.cohorts.filter((cohort) => cohort.championId === championId)
  const asked = material.helpRequests
    .filter((request) => request.state === 'open' && request.personId !== championId && (request.championId ?? championId) === championId)
    .sort((a, b) => a.askedAt.getTime() - b.askedAt.getTime())
  const askedBy = [...new Set(asked.map(({ personId }) => personId))]
  const followed = cohorts.flatMap((cohort) => onItsPath(material, cohort))
  const underWay = cohorts.filter(({ isOver }) => !isOver).flatMap((cohort) => onItsPath(material, cohort))
  const quiet = new Set(underWay.filter(({ state }) => state === 'active').map(({ personId }) => personId))
  for (const personId of quiet) if (standingOf(material, personId) !== 'quiet' || askedBy.includes(personId)) quiet.delete(personId)
  const byOthers = followed.filter(({ personId }) => personId !== championId)
  const finished = finishedPaths(byOthers, newsSince(material, championId))
  return askedBy.length + quiet.size + finished.length === 0 ? null : { askedBy, quiet: quiet.size, finished }
}

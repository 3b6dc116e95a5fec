import { activeAssignments, type Cohort, type FinishedPath, finishedPaths, type Material, newsSince, standingOf } from './material.ts'

export type MyCohort = {
  /** Who waits for an answer, the longest waiting first; each once. */
  askedBy: string[]
  quiet: number
  finished: FinishedPath[]
}

const isOnPath =
  (material: Material, { pathId }: Cohort) =>
  (personId: string) =>
    activeAssignments(material, personId).some((assignment) => pathId === null || assignment.pathId === pathId)

/** What a champion may want to know; null when nobody asked, nobody is quiet and nobody has just finished. */
export const myCohort = (material: Material, championId: string): MyCohort | null => {
  if (!material.roles.get(championId)?.includes('champion')) return null
  const cohorts = material.cohorts.filter((cohort) => cohort.championId === championId)
  const asked = material.helpRequests
    .filter((request) => request.championId === championId && request.state === 'open')
    .sort((a, b) => a.askedAt.getTime() - b.askedAt.getTime())
  const askedBy = [...new Set(asked.map(({ personId }) => personId))]
  const quiet = new Set(cohorts.flatMap((cohort) => cohort.personIds.filter(isOnPath(material, cohort))))
  for (const personId of quiet) if (standingOf(material, personId) !== 'quiet' || askedBy.includes(personId)) quiet.delete(personId)
  const people = [...new Set(cohorts.flatMap(({ personIds }) => personIds))].filter((personId) => personId !== championId)
  const finished = finishedPaths(material, people, newsSince(material, championId))
  return askedBy.length + quiet.size + finished.length === 0 ? null : { askedBy, quiet: quiet.size, finished }
}

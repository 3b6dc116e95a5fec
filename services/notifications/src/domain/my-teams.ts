import { assignmentsOf, type FinishedPath, finishedPaths, type Material, newsSince, standingOf } from './material.ts'

export type TeamNews = {
  teamId: string
  memberIds: string[]
  size: number
  moving: number
  quiet: number
  withoutProtectedTime: number
  finished: FinishedPath[]
}

/** The teams somebody manages, without those in which nobody is on a path and nothing was finished. Never a level. */
export const myTeams = (material: Material, managerId: string): TeamNews[] =>
  material.teams
    .filter(({ managerIds, memberIds }) => managerIds.includes(managerId) && memberIds.length > 0)
    .map(({ teamId, memberIds }) => {
      const standings = memberIds.map((personId) => standingOf(material, personId))
      const others = memberIds.filter((personId) => personId !== managerId)
      return {
        teamId,
        memberIds: others,
        size: memberIds.length,
        moving: standings.filter((standing) => standing === 'moving').length,
        quiet: standings.filter((standing) => standing === 'quiet').length,
        withoutProtectedTime: memberIds.filter((personId) => !material.withProtectedTime.has(personId)).length,
        finished: finishedPaths(
          others.flatMap((personId) => assignmentsOf(material, personId)),
          newsSince(material, managerId),
        ),
      }
    })
    .filter(({ moving, quiet, finished }) => moving + quiet + finished.length > 0)
    .sort((a, b) => b.size - a.size || a.teamId.localeCompare(b.teamId))

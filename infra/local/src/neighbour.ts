import type { Neighbour, neighbours } from '@handrail/demo/neighbour'
import { provision } from '@handrail/postgres'
import { readPlatformState } from './platform-state.ts'
import { secretsOf } from './secrets.ts'
import { StartProblem } from './start-problem.ts'

/** Founds an agency beside the demo's on the platform that runs from this folder, for tests of what must not cross between agencies. */
export const foundNeighbourOn = async (dataFolder: string, which: keyof typeof neighbours): Promise<Neighbour> => {
  const state = readPlatformState(dataFolder)
  if (!state) throw new StartProblem('Handrail is not running from this folder.')
  const { app } = await provision(state.urls.postgres, { service: 'people', passwordSecret: secretsOf(dataFolder).databaseSecret })
  const { foundNeighbour } = await import('@handrail/demo/neighbour')
  return foundNeighbour(app, which, new Date())
}

export type { Neighbour } from '@handrail/demo/neighbour'

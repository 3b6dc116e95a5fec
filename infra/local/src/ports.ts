import getPort from 'get-port'
import { StartProblem } from './start-problem.ts'

/** The wanted port if it is free on every address of this machine; any free one when none is wanted. */
export const choosePort = async (wanted: number | undefined, what: string, variable: string) => {
  if (!wanted) return getPort()
  const free = await getPort({ port: wanted })
  if (free === wanted) return free
  throw new StartProblem(`Port ${wanted}, where ${what} should be, is in use by another program. Choose another: ${variable}=${wanted + 100} pnpm start`)
}

/** Free ports on 127.0.0.1, one for each name. */
export const freePorts = async <Name extends string>(names: readonly Name[]) => {
  const found = await Promise.all(names.map(async (name) => [name, await getPort({ host: '127.0.0.1' })]))
  return Object.fromEntries(found) as Record<Name, number>
}

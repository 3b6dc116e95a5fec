import { loadLibrary } from '@handrail/content'
import { inOrganization, SHARED } from '@handrail/postgres'
import { type RunningService, readConfig, runService, type ServiceDefinition } from '@handrail/runtime'
import { migrations } from '../migrations/index.ts'
import { mountRoutes } from './app.ts'
import { Config } from './config.ts'
import { consumers } from './consumers/index.ts'
import type { Tables } from './tables.ts'
import { planAgain } from './ticks/plan-again.ts'
import { publishFramework } from './use-cases/publish-framework.ts'
import { publishLibrary } from './use-cases/publish-library.ts'
import { publishScenarioChecks } from './use-cases/publish-scenario-checks.ts'

export const catalogue: ServiceDefinition<Tables, Config> = {
  name: 'catalogue',
  migrations,
  consumers,
  ticks: [planAgain],
  mount: mountRoutes,
  prepare: async ({ database, config, clock }) => {
    if (!config.STARTER_LIBRARY) return
    const library = await loadLibrary()
    await inOrganization(database, SHARED, async (trx) => {
      await publishLibrary(trx, library, clock())
      await publishFramework(trx, library.framework)
      await publishScenarioChecks(trx, library.checks, clock())
    })
  },
}

export const start = (env: Record<string, string | undefined>, clock?: () => Date): Promise<RunningService> =>
  runService(catalogue, readConfig(Config, 'catalogue', env), clock)

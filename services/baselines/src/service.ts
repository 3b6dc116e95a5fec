import { loadLibrary } from '@handrail/content'
import { inOrganization, SHARED } from '@handrail/postgres'
import { forgetKeysHourly, type RunningService, readConfig, runService, type ServiceDefinition } from '@handrail/runtime'
import { migrations } from '../migrations/index.ts'
import { mountRoutes } from './app.ts'
import { Config } from './config.ts'
import { consumers } from './consumers/index.ts'
import type { Tables } from './tables.ts'
import { publishLibrary } from './use-cases/publish-library.ts'

// A restore takes back again what was shared no more.
export { chooseConsent } from './use-cases/choose-consent.ts'

export const baselines: ServiceDefinition<Tables, Config> = {
  name: 'baselines',
  migrations,
  consumers,
  mount: mountRoutes,
  ticks: [forgetKeysHourly],
  prepare: async ({ database, config, clock }) => {
    if (!config.STARTER_LIBRARY) return
    const library = await loadLibrary()
    await inOrganization(database, SHARED, (trx) => publishLibrary(trx, library, clock()))
  },
}

export const start = (env: Record<string, string | undefined>, clock?: () => Date): Promise<RunningService> =>
  runService(baselines, readConfig(Config, 'baselines', env), clock)

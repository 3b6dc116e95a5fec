import { readConfig, type RunningService, runService, type ServiceDefinition } from '@handrail/runtime'
import { migrations } from '../migrations/index.ts'
import { mountRoutes } from './app.ts'
import { Config } from './config.ts'
import { consumers } from './consumers/index.ts'
import type { Tables } from './tables.ts'

export const baselines: ServiceDefinition<Tables, Config> = {
  name: 'baselines',
  migrations,
  consumers,
  mount: mountRoutes,
}

export const start = (env: Record<string, string | undefined>, clock?: () => Date): Promise<RunningService> =>
  runService(baselines, readConfig(Config, 'baselines', env), clock)

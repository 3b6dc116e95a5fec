import { forgetKeysHourly, type RunningService, readConfig, runService, ServiceConfig, type ServiceDefinition } from '@handrail/runtime'
import { migrations } from '../migrations/index.ts'
import { mountRoutes } from './app.ts'
import { consumers } from './consumers/index.ts'
import type { Tables } from './tables.ts'

export const progress: ServiceDefinition<Tables, ServiceConfig> = {
  name: 'progress',
  migrations,
  consumers,
  mount: mountRoutes,
  ticks: [forgetKeysHourly],
}

export const start = (env: Record<string, string | undefined>, clock?: () => Date): Promise<RunningService> =>
  runService(progress, readConfig(ServiceConfig, 'progress', env), clock)

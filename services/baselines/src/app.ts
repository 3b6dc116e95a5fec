import type { App } from '@handrail/http'
import type { Deps } from '@handrail/runtime'
import type { Config } from './config.ts'
import { consents } from './http/consents.ts'
import type { Tables } from './tables.ts'

export type BaselinesDeps = Deps<Tables, Config>

export const mountRoutes = (app: App, deps: BaselinesDeps): void => {
  consents(app, deps)
}

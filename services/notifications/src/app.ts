import type { App } from '@handrail/http'
import type { Deps } from '@handrail/runtime'
import type { Config } from './config.ts'
import { digestRuns } from './http/digest-runs.ts'
import { preferences } from './http/preferences.ts'
import { unsubscribe } from './http/unsubscribe.ts'
import type { RunRequest, RunResult } from './sending/run-digests.ts'
import type { Tables } from './tables.ts'

export type NotificationsDeps = Deps<Tables, Config> & { runDigests: (request: RunRequest) => Promise<RunResult> }

export const mountRoutes = (app: App, deps: NotificationsDeps): void => {
  preferences(app, deps)
  unsubscribe(app, deps)
  digestRuns(app, deps)
}

import type { App } from '@handrail/http'
import type { Deps, ServiceConfig } from '@handrail/runtime'
import { courseProgress } from './http/course-progress.ts'
import { learning } from './http/learning.ts'
import type { Tables } from './tables.ts'

export type ProgressDeps = Deps<Tables, ServiceConfig>

export const mountRoutes = (app: App, deps: ProgressDeps): void => {
  learning(app, deps)
  courseProgress(app, deps)
}

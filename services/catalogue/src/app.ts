import type { App } from '@handrail/http'
import type { Deps } from '@handrail/runtime'
import type { Config } from './config.ts'
import { learningPaths } from './http/learning-paths.ts'
import { library } from './http/library.ts'
import { microCourses } from './http/micro-courses.ts'
import { plans } from './http/plans.ts'
import type { Tables } from './tables.ts'

export type CatalogueDeps = Deps<Tables, Config>

export const mountRoutes = (app: App, deps: CatalogueDeps): void => {
  microCourses(app, deps)
  learningPaths(app, deps)
  plans(app, deps)
  library(app, deps)
}

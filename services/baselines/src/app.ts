import type { App } from '@handrail/http'
import type { Deps } from '@handrail/runtime'
import type { Config } from './config.ts'
import { accessAnswers } from './http/access-answers.ts'
import { answerChecks } from './http/answer-checks.ts'
import { consents } from './http/consents.ts'
import { helpWishes } from './http/help-wishes.ts'
import { myData } from './http/my-data.ts'
import { selfAssessments } from './http/self-assessments.ts'
import { teamPictures } from './http/team-pictures.ts'
import type { Tables } from './tables.ts'

export type BaselinesDeps = Deps<Tables, Config>

export const mountRoutes = (app: App, deps: BaselinesDeps): void => {
  selfAssessments(app, deps)
  consents(app, deps)
  teamPictures(app, deps)
  answerChecks(app, deps)
  accessAnswers(app, deps)
  helpWishes(app, deps)
  myData(app, deps)
}

import type { App } from '@handrail/http'
import type { Deps, ServiceConfig } from '@handrail/runtime'
import { championInvitations } from './http/champion-invitations.ts'
import { cohorts } from './http/cohorts.ts'
import { courseProgress } from './http/course-progress.ts'
import { followUps } from './http/follow-ups.ts'
import { helpRequests } from './http/help-requests.ts'
import { learning } from './http/learning.ts'
import { myCourses } from './http/my-courses.ts'
import { myData } from './http/my-data.ts'
import { talkingPoints } from './http/talking-points.ts'
import { teamAssignments } from './http/team-assignments.ts'
import type { Tables } from './tables.ts'

export type ProgressDeps = Deps<Tables, ServiceConfig>

export const mountRoutes = (app: App, deps: ProgressDeps): void => {
  learning(app, deps)
  courseProgress(app, deps)
  myCourses(app, deps)
  teamAssignments(app, deps)
  cohorts(app, deps)
  helpRequests(app, deps)
  championInvitations(app, deps)
  myData(app, deps)
  talkingPoints(app, deps)
  followUps(app, deps)
}

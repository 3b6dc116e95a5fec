import { onAssignment } from './on-assignment.ts'
import { onCohort } from './on-cohort.ts'
import { onHelpRequest } from './on-help-request.ts'
import { onMicroCourseCompletion } from './on-micro-course-completion.ts'
import { onPerson } from './on-person.ts'
import { onProtectedTime } from './on-protected-time.ts'
import { onRole } from './on-role.ts'
import { onTeam } from './on-team.ts'

export const consumers = [onPerson, onTeam, onRole, onProtectedTime, onAssignment, onMicroCourseCompletion, onHelpRequest, onCohort]

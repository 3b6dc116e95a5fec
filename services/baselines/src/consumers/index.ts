import { onCohort } from './on-cohort.ts'
import { onMicroCourseCompletion } from './on-micro-course-completion.ts'
import { onOrganization } from './on-organization.ts'
import { onPerson } from './on-person.ts'
import { onTeam } from './on-team.ts'

export const consumers = [onOrganization, onPerson, onTeam, onMicroCourseCompletion, onCohort]

import { onBaseline } from './on-baseline.ts'
import { onMicroCourseCompletion } from './on-micro-course-completion.ts'
import { onOrganization } from './on-organization.ts'
import { onPerson } from './on-person.ts'
import { onSelfAssessment } from './on-self-assessment.ts'

export const consumers = [onOrganization, onPerson, onBaseline, onSelfAssessment, onMicroCourseCompletion]

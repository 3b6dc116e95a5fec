import { onChampion } from './on-champion.ts'
import { onLearningPath } from './on-learning-path.ts'
import { onMicroCourse } from './on-micro-course.ts'
import { onPerson } from './on-person.ts'
import { onPlan } from './on-plan.ts'
import { onProtectedTime } from './on-protected-time.ts'
import { onRole } from './on-role.ts'
import { onScenarioCheck } from './on-scenario-check.ts'
import { onTeam } from './on-team.ts'

export const consumers = [onPlan, onMicroCourse, onLearningPath, onPerson, onTeam, onRole, onProtectedTime, onChampion, onScenarioCheck]

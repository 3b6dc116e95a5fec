import type { Level, LibraryAreas, LocalizedText, MicroCourseHalf, ScenarioCheck } from '@handrail/contracts'
import type { Json, Timestamp } from '@handrail/postgres'
import type { AssessedCompetency, Floor } from './domain/person-floors.ts'
import type { Plan } from './domain/plan.ts'
import type { PathStep } from './domain/publish-library.ts'

type State = 'published' | 'retired'

export type Tables = {
  /** One row a course, as it is now. `version` counts its events, `course_version` its contents. */
  micro_courses: {
    organization_id: string | null
    course_id: string
    version: number
    course_version: number
    content_hash: string
    state: State
    competency_id: string
    from_level: Level
    to_level: Level
    minutes: number
    kilobytes: number
    prerequisites: Json<string[]>
    title: Json<LocalizedText>
    summary: Json<LocalizedText>
  }
  /** Every version there ever was: whoever began one finishes it. */
  micro_course_versions: {
    organization_id: string | null
    course_id: string
    course_version: number
    competency_id: string
    minutes: number
    kilobytes: number
    en: Json<MicroCourseHalf>
    fr: Json<MicroCourseHalf>
    published_at: Timestamp
  }
  /** The scenario items of each competency, as they are now. `version` counts its events and its contents. */
  scenario_checks: {
    organization_id: string | null
    competency_id: string
    version: number
    content_hash: string
    state: State
    items: Json<ScenarioCheck['items']>
  }
  learning_paths: {
    organization_id: string | null
    path_id: string
    version: number
    content_hash: string
    state: State
    title: Json<LocalizedText>
    summary: Json<LocalizedText>
    steps: Json<PathStep[]>
    grants_role: 'champion' | null
  }
  /** The names of areas and competencies, in the framework's order. `version` counts how often they changed. */
  frameworks: {
    organization_id: string | null
    framework_id: string
    version: number
    areas: Json<LibraryAreas['areas']>
    competencies: Json<LibraryAreas['competencies']>
  }
  /** How often the courses there are to plan from have changed. */
  library_versions: { organization_id: string | null; version: number }
  /** Who there is to plan for again when a floor or the library changes. */
  organizations: { organization_id: string; floors_changed: boolean }
  /** A projection of baselines: the newest floor per role profile; the sector's has no organization. */
  baselines: { organization_id: string | null; role_profile: string; baseline_version: number; floors: Json<Floor[]> }
  /** A projection of people. An erased person's row stays, so that late events bring nothing back. */
  people: { person_id: string; organization_id: string; state: 'active' | 'left' | 'erased' }
  /** The newest answers of each person. */
  self_assessments: {
    person_id: string
    organization_id: string
    self_assessment_id: string
    role_profile: string
    baseline_version: number
    submitted_at: Timestamp
    competencies: Json<AssessedCompetency[]>
  }
  completions: {
    completion_id: string
    organization_id: string
    person_id: string
    course_id: string
    competency_id: string
    to_level: Level
    check_passed: boolean
    completed_at: Timestamp
  }
  /** One plan a person, with the self-assessment, the floor and the library it was made from. */
  plans: {
    person_id: string
    organization_id: string
    plan_id: string
    version: number
    self_assessment_id: string
    baseline_version: number
    library_version: number
    planned_at: Timestamp
    steps: Json<Plan['steps']>
    skipped: Json<Plan['skipped']>
    not_yet: Json<Plan['notYet']>
  }
}

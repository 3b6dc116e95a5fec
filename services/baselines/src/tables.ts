import type { AccessAnswers, Audience, ComfortLevel, Floor, Framework, Level, LocalizedText, ScenarioCheck } from '@handrail/contracts'
import type { Json, Timestamp } from '@handrail/postgres'
import type { Answers } from './domain/current-level.ts'
import type { TakenChecks } from './domain/scenario-check.ts'

export type Tables = {
  /** A projection of people: in which province and time zone an organization works. */
  organizations: { organization_id: string; province: string; time_zone: string }
  /** A projection of people: who belongs to which organization and does which job. Whoever was erased stays as an id, so that nothing is written for them again. */
  people: { person_id: string; organization_id: string; role_profile: string; state: 'active' | 'left' | 'erased' }
  /** A projection of people: who manages whom. */
  teams: { team_id: string; organization_id: string; manager_ids: Json<string[]>; member_ids: Json<string[]>; state: 'active' | 'closed' }
  /** A projection of progress: which champion is there for whom. */
  cohorts: { cohort_id: string; organization_id: string; champion_id: string; person_ids: Json<string[]>; state: 'active' | 'closed' }
  /** Every version; `organization_id` is null on the sector's. */
  frameworks: { framework_id: string; organization_id: string | null; version: number; framework: Json<Framework>; published_at: Timestamp }
  /** Every version; `organization_id` is null on the sector's. */
  floors: {
    floor_id: string
    organization_id: string | null
    role_profile: string
    version: number
    name: Json<LocalizedText>
    levels: Json<Floor['levels']>
    published_at: Timestamp
  }
  /** Every version of a competency's scenario check; `organization_id` is null on the sector's. */
  scenario_checks: {
    organization_id: string | null
    competency_id: string
    version: number
    items: Json<ScenarioCheck['items']>
    published_at: Timestamp
  }
  self_assessments: {
    self_assessment_id: string
    organization_id: string
    person_id: string
    framework_id: string
    floor_id: string
    version: number
    state: 'draft' | 'submitted'
    answers: Json<Answers>
    /** Scenario checks taken beside the answers. */
    checks: Json<TakenChecks>
    /** The levels as they were at submission, to say later what has moved. Null in a draft. */
    measured: Json<Readonly<Record<string, ComfortLevel>>> | null
    started_at: Timestamp
    submitted_at: Timestamp | null
  }
  /** The newest level that a passed check showed; never mixed with what the person says. */
  evidence: { person_id: string; competency_id: string; organization_id: string; level: Level; recorded_at: Timestamp }
  /** How somebody gets online; theirs alone. */
  access_answers: {
    person_id: string
    organization_id: string
    phone: AccessAnswers['phone']
    data_plan: AccessAnswers['dataPlan']
    time_of_day: AccessAnswers['timeOfDay']
    asked_at: Timestamp
  }
  champion_suggestions: { person_id: string; organization_id: string; suggested_at: Timestamp }
  /** One person's ledger of who may see what. */
  consents: { person_id: string; organization_id: string; version: number; granted: Json<Partial<Record<Audience, string>>>; changed_at: Timestamp }
}

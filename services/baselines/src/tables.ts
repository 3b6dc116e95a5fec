import type { Audience, Floor, Framework, KnownLevel, Level, LocalizedText } from '@handrail/contracts'
import type { Json, Timestamp } from '@handrail/postgres'

export type Tables = {
  /** A projection of people: in which province and time zone an organization works. */
  organizations: { organization_id: string; province: string; time_zone: string }
  /** A projection of people: who belongs to which organization and does which job. Whoever was erased stays as an id, so that nothing is written for them again. */
  people: { person_id: string; organization_id: string; role_profile: string; state: 'active' | 'left' | 'erased' }
  /** A projection of people: who manages whom. */
  teams: { team_id: string; organization_id: string; manager_ids: Json<string[]>; member_ids: Json<string[]>; state: 'active' | 'closed' }
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
  self_assessments: {
    self_assessment_id: string
    organization_id: string
    person_id: string
    framework_id: string
    floor_id: string
    version: number
    state: 'draft' | 'submitted'
    answers: Json<Readonly<Record<string, KnownLevel>>>
    started_at: Timestamp
    submitted_at: Timestamp | null
  }
  /** The newest level that a passed check showed; never mixed with what the person says. */
  evidence: { person_id: string; competency_id: string; organization_id: string; level: Level; recorded_at: Timestamp }
  champion_suggestions: { person_id: string; organization_id: string; suggested_at: Timestamp }
  /** One person's ledger of who may see what. */
  consents: { person_id: string; organization_id: string; version: number; granted: Json<Partial<Record<Audience, string>>>; changed_at: Timestamp }
}

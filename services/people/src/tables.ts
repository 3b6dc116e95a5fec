import type { Language, Role } from '@handrail/contracts'
import type { Timestamp } from '@handrail/postgres'

type PersonState = 'active' | 'left' | 'erased'
/** What somebody is in a team; a manager may be a member as well. */
export type TeamPart = 'member' | 'manager'

export type Tables = {
  organizations: { organization_id: string; name: string; province: string; time_zone: string; version: number }
  sites: { site_id: string; organization_id: string; name: string }
  networks: { network_id: string; organization_id: null; name: string }
  network_members: { network_id: string; organization_id: string }
  people: {
    person_id: string
    organization_id: string
    /** Null once the person is erased, as is the address. */
    name: string | null
    /** Lower case. */
    address: string | null
    role_profile: string
    language: Language
    time_zone: string
    minutes_per_week: number | null
    state: PersonState
    version: number
    joined_at: Timestamp
    changed_at: Timestamp
  }
  /** Whoever has no row is a learner. */
  person_roles: { person_id: string; organization_id: string; roles: Role[]; version: number }
  protected_times: { person_id: string; organization_id: string; minutes_per_week: number | null; version: number }
  teams: { team_id: string; organization_id: string; site_id: string; name: string; state: 'active' | 'closed'; version: number }
  team_people: { team_id: string; person_id: string; part: TeamPart; organization_id: string }
}

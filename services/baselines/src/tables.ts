import type { Audience } from '@handrail/contracts'
import type { Json, Timestamp } from '@handrail/postgres'

export type Tables = {
  /** A projection of people: who belongs to which organization and does which job. */
  people: { person_id: string; organization_id: string; role_profile: string; state: 'active' | 'left' | 'erased' }
  /** One person's ledger of who may see what. */
  consents: { person_id: string; organization_id: string; version: number; granted: Json<Partial<Record<Audience, string>>>; changed_at: Timestamp }
}

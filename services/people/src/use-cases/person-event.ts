import type { DataOf, PersonChanged } from '@handrail/contracts'
import type { PersonRow } from '../store/writes/people.ts'

type PersonData = DataOf<typeof PersonChanged>

/** The event that tells others a person's state; no name, no address. */
export const personEvent = (
  row: Pick<PersonRow, 'person_id' | 'organization_id' | 'role_profile' | 'language' | 'time_zone' | 'minutes_per_week' | 'state' | 'version'>,
  time: Date,
): { organizationId: string; aggregateId: string; version: number; time: Date; data: PersonData } => ({
  organizationId: row.organization_id,
  aggregateId: row.person_id,
  version: row.version,
  time,
  data: {
    personId: row.person_id,
    roleProfile: row.role_profile,
    language: row.language,
    timeZone: row.time_zone,
    minutesPerWeek: row.minutes_per_week,
    state: row.state,
  },
})

import type { Caller } from '@handrail/http'
import type { Asker } from '../domain/team-assignment.ts'

export const askerOf = (caller: Caller): Asker => ({ personId: caller.personId, isLead: caller.roles.includes('lead') })

import { AssignmentCompleted } from '@handrail/contracts'
import { defineConsumer } from '@handrail/events'
import { isActive } from '../store/reads/people.ts'
import type { Tables } from '../tables.ts'
import { grantRole } from '../use-cases/grant-role.ts'

/** Who finishes a path that grants a role gets it; whoever has left by then does not. */
export const onAssignment = defineConsumer<Tables, typeof AssignmentCompleted>(
  'people',
  [AssignmentCompleted],
  async (trx, event) => {
    const { personId, grantsRole } = event.data
    if (!event.organizationId || !grantsRole || !(await isActive(trx, personId))) return
    await grantRole(trx, { organizationId: event.organizationId, personId, role: grantsRole }, event.time)
  },
  { acts: 'it grants roles' },
)

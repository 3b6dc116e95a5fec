import type { Transaction } from 'kysely'
import { peopleWithOlderPlan } from '../store/reads/floors.ts'
import { clearChangedFloors, lockChangedFloors } from '../store/writes/floors.ts'
import type { Tables } from '../tables.ts'

/** Who in an organization waits for a plan from the newest floor and library, at most so many. When nobody does, that is remembered. */
export const peopleToPlanAgain = async (trx: Transaction<Tables>, organizationId: string, limit: number): Promise<string[]> => {
  if (!(await lockChangedFloors(trx, organizationId))) return []
  const people = await peopleWithOlderPlan(trx, organizationId, limit)
  if (people.length === 0) await clearChangedFloors(trx, organizationId)
  return people
}

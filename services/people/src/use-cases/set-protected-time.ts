import { ProtectedTimeSet, Refusal } from '@handrail/contracts'
import { appendEvent } from '@handrail/postgres'
import type { Transaction } from 'kysely'
import { holdActivePeople } from '../store/writes/people.ts'
import { lockProtectedTime, saveProtectedTime } from '../store/writes/protected-times.ts'
import type { Tables } from '../tables.ts'

/** Null takes the protection back. */
type SetProtectedTime = { organizationId: string; personId: string; minutesPerWeek: number | null }

/** A manager releases minutes a week for learning. Setting what already holds changes nothing. */
export const setProtectedTime = async (trx: Transaction<Tables>, command: SetProtectedTime, now: Date): Promise<void> => {
  const { organizationId, personId, minutesPerWeek } = command
  const [active] = await holdActivePeople(trx, [personId])
  if (!active) throw new Refusal('not-found')
  const before = await lockProtectedTime(trx, { organizationId, personId })
  if (before.minutes_per_week === minutesPerWeek) return
  const version = before.version + 1
  await saveProtectedTime(trx, personId, minutesPerWeek, version)
  await appendEvent(trx, ProtectedTimeSet, { organizationId, aggregateId: personId, version, time: now, data: { personId, minutesPerWeek } })
}

import type { Transaction } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { insertNetwork } from '../store/writes/networks.ts'
import type { Tables } from '../tables.ts'

/** A group of organizations. It belongs to the sector: call it in scope `SHARED`. */
export const openNetwork = async (trx: Transaction<Tables>, command: { networkId?: string; name: string }, _now: Date): Promise<{ networkId: string }> => {
  const networkId = command.networkId ?? uuidv7()
  await insertNetwork(trx, networkId, command.name)
  return { networkId }
}

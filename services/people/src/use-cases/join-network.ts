import type { Transaction } from 'kysely'
import { insertNetworkMember } from '../store/writes/networks.ts'
import type { Tables } from '../tables.ts'

/** An organization joins a network; joining again changes nothing. */
export const joinNetwork = async (trx: Transaction<Tables>, command: { organizationId: string; networkId: string }, _now: Date): Promise<void> => {
  await insertNetworkMember(trx, command.networkId, command.organizationId)
}

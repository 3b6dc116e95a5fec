import type { Transaction } from 'kysely'
import type { Tables } from '../../tables.ts'

export const insertNetwork = (trx: Transaction<Tables>, networkId: string, name: string) =>
  trx
    .insertInto('networks')
    .values({ network_id: networkId, organization_id: null, name })
    .onConflict((conflict) => conflict.doNothing())
    .execute()

export const insertNetworkMember = (trx: Transaction<Tables>, networkId: string, organizationId: string) =>
  trx
    .insertInto('network_members')
    .values({ network_id: networkId, organization_id: organizationId })
    .onConflict((conflict) => conflict.doNothing())
    .execute()

import type { Transaction } from 'kysely'
import type { Grants } from '../../domain/consent.ts'
import type { Tables } from '../../tables.ts'

/** Locks the person's ledger for this transaction, making an empty one (version 0) where there is none. */
export const lockConsent = async (trx: Transaction<Tables>, person: { personId: string; organizationId: string }, now: Date) => {
  await trx
    .insertInto('consents')
    .values({ person_id: person.personId, organization_id: person.organizationId, version: 0, granted: '{}', changed_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return trx.selectFrom('consents').select(['version', 'granted']).where('person_id', '=', person.personId).forUpdate().executeTakeFirstOrThrow()
}

export const saveConsent = (trx: Transaction<Tables>, personId: string, version: number, granted: Grants, now: Date) =>
  trx
    .updateTable('consents')
    .set({ version, granted: JSON.stringify(granted), changed_at: now })
    .where('person_id', '=', personId)
    .execute()

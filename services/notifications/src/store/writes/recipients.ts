import type { Preferences } from '@handrail/contracts'
import type { Transaction } from 'kysely'
import type { Mailbox } from '../../domain/attempt.ts'
import type { Tables } from '../../tables.ts'
import { fromPreferences } from '../rows.ts'

type Person = { organizationId: string; personId: string }

export const addRecipient = (trx: Transaction<Tables>, { organizationId, personId }: Person) =>
  trx
    .insertInto('recipients')
    .values({ person_id: personId, organization_id: organizationId })
    .onConflict((conflict) => conflict.doNothing())
    .execute()

/** Locks the person's row for this transaction, making one where there is none. */
export const lockRecipient = async (trx: Transaction<Tables>, person: Person) => {
  await addRecipient(trx, person)
  return trx
    .selectFrom('recipients')
    .select(['version', 'digest', 'fortnightly', 'sections', 'help_answers_at_once', 'quiet_hours', 'bounce_score', 'suppressed_at'])
    .where('person_id', '=', person.personId)
    .forUpdate()
    .executeTakeFirstOrThrow()
}

export const savePreferences = (trx: Transaction<Tables>, personId: string, preferences: Preferences, version: number) =>
  trx
    .updateTable('recipients')
    .set({ ...fromPreferences(preferences), version })
    .where('person_id', '=', personId)
    .execute()

export const saveMailbox = (trx: Transaction<Tables>, personId: string, { bounceScore, suppressedAt }: Mailbox) =>
  trx.updateTable('recipients').set({ bounce_score: bounceScore, suppressed_at: suppressedAt }).where('person_id', '=', personId).execute()

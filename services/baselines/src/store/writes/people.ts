import type { Insertable, Transaction } from 'kysely'
import type { Tables } from '../../tables.ts'

export const savePerson = (trx: Transaction<Tables>, person: Insertable<Tables['people']>) =>
  trx
    .insertInto('people')
    .values(person)
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet({ role_profile: person.role_profile, state: person.state }))
    .execute()

import type { Language } from '@handrail/contracts'
import { sql, type Transaction } from 'kysely'
import type { Tables } from '../../tables.ts'

/** Leaves the last mail to somebody for sign-in to send. It can be written here, and not read. */
export const leaveFarewell = (trx: Transaction<Tables>, { address, language }: { address: string; language: Language }, now: Date) =>
  sql`insert into auth.farewells (address, language, opened_at, next_try_at) values (${address}, ${language}, ${now}, ${now})`.execute(trx)

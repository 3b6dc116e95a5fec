import type { Kysely } from 'kysely'
import type { Auth } from './auth.ts'
import type { Keyed } from './keyed.ts'
import type { Log } from './log.ts'
import type { AuthTables } from './tables.ts'

/** What signing in needs at hand. `db` reads and writes the schema `auth`, and nothing else. */
export type Desk = { readonly db: Kysely<AuthTables>; readonly auth: Auth; readonly keyed: Keyed; readonly log: Log }

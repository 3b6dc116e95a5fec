import { createPlatformTables } from '@handrail/postgres'
import type { Kysely } from 'kysely'

export const up = (db: Kysely<unknown>) => createPlatformTables(db, 'notifications')

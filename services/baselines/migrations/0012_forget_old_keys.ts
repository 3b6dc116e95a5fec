import { letRelayForgetKeys } from '@handrail/postgres'
import type { Kysely } from 'kysely'

export const up = (db: Kysely<unknown>) => letRelayForgetKeys(db, 'baselines')

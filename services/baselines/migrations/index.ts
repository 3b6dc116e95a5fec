import type { Migration } from '@handrail/postgres'
import * as m0001 from './0001_create_platform_tables.ts'
import * as m0002 from './0002_create_consents.ts'

export const migrations: Record<string, Migration> = {
  '0001_create_platform_tables': m0001,
  '0002_create_consents': m0002,
}

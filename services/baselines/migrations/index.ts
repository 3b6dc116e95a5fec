import type { Migration } from '@handrail/postgres'
import * as m0001 from './0001_create_platform_tables.ts'
import * as m0002 from './0002_create_consents.ts'
import * as m0003 from './0003_create_frameworks_and_floors.ts'
import * as m0004 from './0004_create_self_assessments.ts'
import * as m0005 from './0005_create_organizations_and_teams.ts'
import * as m0006 from './0006_list_statements.ts'

export const migrations: Record<string, Migration> = {
  '0001_create_platform_tables': m0001,
  '0002_create_consents': m0002,
  '0003_create_frameworks_and_floors': m0003,
  '0004_create_self_assessments': m0004,
  '0005_create_organizations_and_teams': m0005,
  '0006_list_statements': m0006,
}

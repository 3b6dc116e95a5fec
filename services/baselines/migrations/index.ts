import type { Migration } from '@handrail/postgres'
import * as m0001 from './0001_create_platform_tables.ts'
import * as m0002 from './0002_create_consents.ts'
import * as m0003 from './0003_create_frameworks_and_floors.ts'
import * as m0004 from './0004_create_self_assessments.ts'
import * as m0005 from './0005_create_organizations_and_teams.ts'
import * as m0006 from './0006_list_statements.ts'
import * as m0007 from './0007_answers_say_when.ts'
import * as m0008 from './0008_create_scenario_checks.ts'
import * as m0009 from './0009_create_access_answers.ts'
import * as m0010 from './0010_create_cohorts.ts'
import * as m0011 from './0011_keep_dropped_letters.ts'
import * as m0012 from './0012_forget_old_keys.ts'
import * as m0013 from './0013_read_setting_once.ts'

export const migrations: Record<string, Migration> = {
  '0001_create_platform_tables': m0001,
  '0002_create_consents': m0002,
  '0003_create_frameworks_and_floors': m0003,
  '0004_create_self_assessments': m0004,
  '0005_create_organizations_and_teams': m0005,
  '0006_list_statements': m0006,
  '0007_answers_say_when': m0007,
  '0008_create_scenario_checks': m0008,
  '0009_create_access_answers': m0009,
  '0010_create_cohorts': m0010,
  '0011_keep_dropped_letters': m0011,
  '0012_forget_old_keys': m0012,
  '0013_read_setting_once': m0013,
}

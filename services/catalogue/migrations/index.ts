import type { Migration } from '@handrail/postgres'
import * as m0001 from './0001_create_platform_tables.ts'
import * as m0002 from './0002_create_library.ts'
import * as m0003 from './0003_create_plans.ts'
import * as m0004 from './0004_count_libraries.ts'
import * as m0005 from './0005_name_competencies.ts'
import * as m0006 from './0006_create_scenario_checks.ts'
import * as m0007 from './0007_keep_dropped_letters.ts'
import * as m0008 from './0008_read_setting_once.ts'

export const migrations: Record<string, Migration> = {
  '0001_create_platform_tables': m0001,
  '0002_create_library': m0002,
  '0003_create_plans': m0003,
  '0004_count_libraries': m0004,
  '0005_name_competencies': m0005,
  '0006_create_scenario_checks': m0006,
  '0007_keep_dropped_letters': m0007,
  '0008_read_setting_once': m0008,
}

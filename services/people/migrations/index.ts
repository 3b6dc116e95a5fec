import type { Migration } from '@handrail/postgres'
import * as m0001 from './0001_create_platform_tables.ts'
import * as m0002 from './0002_create_organizations.ts'
import * as m0003 from './0003_create_people.ts'
import * as m0004 from './0004_create_sign_in.ts'
import * as m0005 from './0005_know_devices.ts'
import * as m0006 from './0006_keep_dropped_letters.ts'
import * as m0007 from './0007_read_setting_once.ts'

export const migrations: Record<string, Migration> = {
  '0001_create_platform_tables': m0001,
  '0002_create_organizations': m0002,
  '0003_create_people': m0003,
  '0004_create_sign_in': m0004,
  '0005_know_devices': m0005,
  '0006_keep_dropped_letters': m0006,
  '0007_read_setting_once': m0007,
}

import type { Migration } from '@handrail/postgres'
import * as m0001 from './0001_create_platform_tables.ts'
import * as m0002 from './0002_create_projections.ts'
import * as m0003 from './0003_create_recipients.ts'
import * as m0004 from './0004_create_digests.ts'
import * as m0005 from './0005_cohorts_end.ts'
import * as m0006 from './0006_choose_mails.ts'
import * as m0007 from './0007_own_choices.ts'
import * as m0008 from './0008_keep_dropped_letters.ts'
import * as m0009 from './0009_read_setting_once.ts'

export const migrations: Record<string, Migration> = {
  '0001_create_platform_tables': m0001,
  '0002_create_projections': m0002,
  '0003_create_recipients': m0003,
  '0004_create_digests': m0004,
  '0005_cohorts_end': m0005,
  '0006_choose_mails': m0006,
  '0007_own_choices': m0007,
  '0008_keep_dropped_letters': m0008,
  '0009_read_setting_once': m0009,
}

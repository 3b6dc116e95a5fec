import { connect, type Database } from '@handrail/postgres'
import { openStage, type Stage, type StagedService } from '@handrail/testing'
import { afterAll, beforeAll } from 'vitest'
import { start } from '../src/service.ts'
import type { Tables } from '../src/tables.ts'

/** People on a stage of its own for one test file; filled before its first test. */
export const onPeople = () => {
  const here = {} as { stage: Stage; people: StagedService; database: Database<Tables> }
  beforeAll(async () => {
    here.stage = await openStage()
    here.people = await here.stage.run('people', start)
    here.database = connect<Tables>(here.people.env.APP_DATABASE_URL ?? '', { name: 'test' })
  })
  afterAll(async () => {
    await here.stage.close()
    await here.database.close()
  })
  return here
}

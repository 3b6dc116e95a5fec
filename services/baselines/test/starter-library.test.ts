import { loadLibrary } from '@handrail/content'
import type { Library } from '@handrail/contracts'
import { connect, type Database, inOrganization, SHARED } from '@handrail/postgres'
import { openStage, type Stage, type StagedService, until } from '@handrail/testing'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { start } from '../src/service.ts'
import { currentFloor, floorsById } from '../src/store/reads/floors.ts'
import type { Tables } from '../src/tables.ts'
import { publishLibrary } from '../src/use-cases/publish-library.ts'

let stage: Stage
let baselines: StagedService
let database: Database<Tables>
let library: Library
beforeAll(async () => {
  stage = await openStage()
  library = await loadLibrary()
  baselines = await stage.run('baselines', start)
  database = connect(baselines.env.APP_DATABASE_URL ?? '', { name: 'test' })
})
afterAll(async () => {
  await database.close()
  await stage.close()
})

const publish = (changed: Library) => inOrganization(database, SHARED, (trx) => publishLibrary(trx, changed, new Date()))
const versions = () => baselines.admin`
  select aggregate_id as "roleProfile", aggregate_version as version, organization_id as organization, (data ->> 'baselineVersion')::int as "baselineVersion"
  from outbox where type = 'baselines.baseline-published.v1' order by aggregate_id, aggregate_version`
const frameworkVersions = () => baselines.admin`select version from frameworks order by version`.then((rows) => rows.map(({ version }) => version))
const firstVersions = () => library.floors.map(({ roleProfile }) => ({ roleProfile, version: 1, organization: null, baselineVersion: 1 }))
const withLevelFour = (roleProfile: string): Library => ({
  ...library,
  floors: library.floors.map((floor) =>
    floor.roleProfile === roleProfile ? { ...floor, levels: floor.levels.map((one) => ({ ...one, level: 4 as const })) } : floor,
  ),
})

describe('the starter library', () => {
  it('is there once the service is ready, one version and one event per floor', async () => {
    expect(await versions()).toEqual(firstVersions())
    expect(await frameworkVersions()).toEqual([1])
  })
  it('changes nothing when it is loaded again, by any number of replicas at once', async () => {
    const again = await start(baselines.env)
    await until(async () => (await again.ready()).ready)
    await again.stop()
    await Promise.all([publish(library), publish(library), publish(library)])
    expect(await versions()).toEqual(firstVersions())
    expect(await frameworkVersions()).toEqual([1])
  })
  it('publishes a changed floor once, as the next version, and leaves the others', async () => {
    await Promise.all([publish(withLevelFour('settlement-worker')), publish(withLevelFour('settlement-worker'))])
    expect((await versions()).filter(({ version }) => version > 1)).toEqual([
      { roleProfile: 'settlement-worker', version: 2, organization: null, baselineVersion: 2 },
    ])
  })
  it('publishes a changed framework as the next version, whatever number its author gave it', async () => {
    await publish({ ...library, framework: { ...library.framework, version: 40, areas: library.framework.areas.toReversed() } })
    await publish({ ...library, framework: { ...library.framework, version: 41, areas: library.framework.areas.toReversed() } })
    expect(await frameworkVersions()).toEqual([1, 2])
  })
  it('holds a scenario check for every competency, and publishes a changed one as its next version', async () => {
    const versionsOf = (competencyId: string) => baselines.admin`select version from scenario_checks where competency_id = ${competencyId} order by version`
    expect(await baselines.admin`select distinct version from scenario_checks`).toEqual([{ version: 1 }])
    expect(await versionsOf('keeping-records')).toEqual([{ version: 1 }])
    const checks = library.checks.map((check) => (check.competencyId === 'keeping-records' ? { ...check, items: check.items.toReversed() } : check))
    await publish({ ...library, checks })
    await publish({ ...library, checks })
    expect(await versionsOf('keeping-records')).toEqual([{ version: 1 }, { version: 2 }])
    expect(await versionsOf('meeting-online')).toEqual([{ version: 1 }])
  })
  it("gives way to an organization's own floor, there and nowhere else", async () => {
    const [agency, elsewhere] = [uuidv7(), uuidv7()]
    const floorIn = (organizationId: string) => inOrganization(database, organizationId, (trx) => currentFloor(trx, 'team-leader'))
    await baselines.admin`
      insert into floors (floor_id, organization_id, role_profile, version, name, levels, published_at)
      values (${uuidv7()}, ${agency}, 'team-leader', 1, '{"en":"Our own","fr":"Le nôtre"}', '[]', now())`
    expect((await floorIn(agency))?.name.en).toBe('Our own')
    expect((await floorIn(elsewhere))?.name.en).toBe('Team leader')
  })
  it('is read whole, however many floors there are beside those that were read before', async () => {
    const agency = uuidv7()
    const ids = Array.from({ length: 501 }, () => uuidv7())
    await baselines.admin`
      insert into floors (floor_id, organization_id, role_profile, version, name, levels, published_at)
      select id, ${agency}, 'team-leader', place, '{"en":"Our own","fr":"Le nôtre"}', '[]', now() from unnest(${ids}::uuid[]) with ordinality as floor (id, place)`
    const read = (wanted: string[]) => inOrganization(database, agency, (trx) => floorsById(trx, wanted))
    await read(ids.slice(0, 1))
    const floorOf = await read(ids)
    expect(ids.map((id) => floorOf(id).version)).toEqual(ids.map((_, place) => place + 1))
  })
  it('cannot be written by an organization', async () => {
    const overwriting = inOrganization(database, uuidv7(), (trx) => publishLibrary(trx, withLevelFour('team-leader'), new Date()))
    await expect(overwriting).rejects.toThrow('row-level security')
  })
})

import { inOrganization, SHARED } from '@handrail/postgres'
import { v7 as uuidv7 } from 'uuid'
import { beforeAll, describe, expect, it } from 'vitest'
import { addPerson } from '../src/use-cases/add-person.ts'
import { changeOrganization } from '../src/use-cases/change-organization.ts'
import { changePerson } from '../src/use-cases/change-person.ts'
import { changeTeam } from '../src/use-cases/change-team.ts'
import { createOrganization } from '../src/use-cases/create-organization.ts'
import { erasePerson } from '../src/use-cases/erase-person.ts'
import { grantRole } from '../src/use-cases/grant-role.ts'
import { joinNetwork } from '../src/use-cases/join-network.ts'
import { leave } from '../src/use-cases/leave.ts'
import { openNetwork } from '../src/use-cases/open-network.ts'
import { openTeam } from '../src/use-cases/open-team.ts'
import { revokeRole } from '../src/use-cases/revoke-role.ts'
import { setProtectedTime } from '../src/use-cases/set-protected-time.ts'
import { type Agency, openAgency } from './agency.ts'
import { onPeople } from './on-people.ts'

const here = onPeople()
let agency: Agency
let elsewhere: Agency
beforeAll(async () => {
  agency = await openAgency(here.database, 'agency.example')
  elsewhere = await openAgency(here.database, 'elsewhere.example')
})

const told = (aggregate: string, id: string) =>
  here.people
    .admin`select type, aggregate_version as version, data from outbox where aggregate = ${aggregate} and aggregate_id = ${id} order by aggregate_version`
const versions = async (aggregate: string, id: string) => (await told(aggregate, id)).map((row) => [row.type.split('.')[1], row.version])

describe('an organization', () => {
  it('is created once and told when it moves, not when it is renamed', async () => {
    const { organizationId, now, inAgency } = agency
    const facts = { organizationId, name: 'Renamed', province: 'CA-ON', timeZone: 'America/Toronto' }
    await inAgency((trx) => createOrganization(trx, facts, now))
    await inAgency((trx) => changeOrganization(trx, facts, now))
    await inAgency((trx) => changeOrganization(trx, { ...facts, province: 'CA-QC' }, now))
    expect(await versions('organization', organizationId)).toEqual([
      ['organization-created', 1],
      ['organization-changed', 2],
    ])
    expect(await here.people.admin`select name, province from organizations where organization_id = ${organizationId}`).toMatchObject([
      { name: 'Renamed', province: 'CA-QC' },
    ])
  })
  it('joins a network once', async () => {
    const { networkId } = await inOrganization(here.database, SHARED, (trx) => openNetwork(trx, { name: 'Settlement network' }, agency.now))
    const join = { organizationId: agency.organizationId, networkId }
    await agency.inAgency((trx) => joinNetwork(trx, join, agency.now))
    await agency.inAgency((trx) => joinNetwork(trx, join, agency.now))
    expect(await here.people.admin`select organization_id from network_members where network_id = ${networkId}`).toMatchObject([
      { organization_id: agency.organizationId },
    ])
  })
})

describe('a person', () => {
  const facts = () => ({
    organizationId: agency.organizationId,
    personId: uuidv7(),
    name: 'Noor Canaryname',
    address: 'Canary.Word@agency.example',
    roleProfile: 'language-instructor',
    language: 'fr' as const,
    timeZone: 'America/Toronto',
  })

  it('added twice with one id joins once, and no event names them', async () => {
    const noor = facts()
    await agency.inAgency((trx) => addPerson(trx, noor, agency.now))
    await agency.inAgency((trx) => addPerson(trx, noor, agency.now))
    await agency.inAgency((trx) => changePerson(trx, { organizationId: noor.organizationId, personId: noor.personId, name: 'N. Canaryname' }, agency.now))
    expect(await versions('person', noor.personId)).toEqual([['person-joined', 1]])
    const [everything] = await here.people.admin`select string_agg(outbox::text, '') as text from outbox`
    expect(everything?.text).toContain(noor.personId)
    expect(everything?.text).not.toMatch(/canary|@agency/i)
    await agency.inAgency((trx) => leave(trx, noor, agency.now))
  })
  it('has an address that nobody else who is active has, in any organization', async () => {
    const twin = { ...facts(), organizationId: elsewhere.organizationId, address: 'AMAL@agency.example' }
    await expect(elsewhere.inAgency((trx) => addPerson(trx, twin, agency.now))).rejects.toMatchObject({ constraint_name: 'people_active_address' })
  })
  it('who leaves is out of every team, once, and frees the address', async () => {
    const gone = await agency.person('Gita')
    const team = { organizationId: agency.organizationId, siteId: agency.siteId, name: 'Leavers' }
    const { teamId } = await agency.inAgency((trx) =>
      openTeam(trx, { ...team, managerIds: [gone.personId], memberIds: [gone.personId, agency.learner.personId] }, agency.now),
    )
    await agency.inAgency((trx) => leave(trx, gone, agency.now))
    await agency.inAgency((trx) => leave(trx, gone, agency.now))
    expect((await versions('person', gone.personId)).at(-1)).toEqual(['person-left', 2])
    expect((await told('team', teamId)).map((row) => row.data)).toEqual([
      { teamId, managerIds: [gone.personId], memberIds: [agency.learner.personId, gone.personId].sort(), state: 'active' },
      { teamId, managerIds: [], memberIds: [agency.learner.personId], state: 'active' },
    ])
    await expect(agency.person('Gita')).resolves.toMatchObject({ address: 'gita@agency.example' })
  })
  it('who is erased leaves nothing but an id, in no table and no event', async () => {
    const gone = await agency.person('Zora', ['champion'])
    const { organizationId, personId } = gone
    await agency.inAgency((trx) => setProtectedTime(trx, { organizationId, personId, minutesPerWeek: 35 }, agency.now))
    await agency.inAgency((trx) => erasePerson(trx, gone, agency.now))
    await agency.inAgency((trx) => erasePerson(trx, gone, agency.now))
    const erased = { personId, roleProfile: 'erased', language: 'en', timeZone: 'UTC', minutesPerWeek: null, state: 'erased' }
    expect((await told('person', personId)).map((row) => [row.version, row.data])).toEqual([
      [1, null],
      [2, erased],
    ])
    expect((await told('role', personId)).map((row) => row.data)).toEqual([null])
    expect((await told('protected-time', personId)).map((row) => row.data)).toEqual([null])
    expect(await here.people.admin`select name, address, role_profile from people where person_id = ${personId}`).toMatchObject([
      { name: null, address: null, role_profile: 'erased' },
    ])
    expect(
      await here.people.admin`select from person_roles where person_id = ${personId} union all select from protected_times where person_id = ${personId}`,
    ).toHaveLength(0)
  })
  it('who is not active can be given nothing', async () => {
    const gone = await agency.person('Wim')
    const { organizationId, personId } = gone
    await agency.inAgency((trx) => leave(trx, gone, agency.now))
    const refused = { code: 'not-found' }
    await expect(agency.inAgency((trx) => grantRole(trx, { organizationId, personId, role: 'lead' }, agency.now))).rejects.toMatchObject(refused)
    await expect(agency.inAgency((trx) => setProtectedTime(trx, { organizationId, personId, minutesPerWeek: 5 }, agency.now))).rejects.toMatchObject(refused)
    await expect(agency.inAgency((trx) => changePerson(trx, { organizationId, personId, language: 'fr' }, agency.now))).rejects.toMatchObject(refused)
  })
  it('of another organization is out of reach', async () => {
    const { personId } = elsewhere.learner
    const { organizationId } = agency
    for (const work of [leave, erasePerson])
      await expect(agency.inAgency((trx) => work(trx, { organizationId, personId }, agency.now))).rejects.toMatchObject({ code: 'not-found' })
    expect(await versions('person', personId)).toEqual([['person-joined', 1]])
  })
})

describe('roles', () => {
  it('are granted and revoked once, and the whole set is told', async () => {
    const { organizationId, personId } = await agency.person('Rosa')
    const command = { organizationId, personId, role: 'champion' as const }
    for (const work of [grantRole, grantRole, revokeRole, revokeRole]) await agency.inAgency((trx) => work(trx, command, agency.now))
    await agency.inAgency((trx) => revokeRole(trx, { ...command, role: 'learner' }, agency.now))
    expect((await told('role', personId)).map((row) => [row.type, row.version, row.data.roles])).toEqual([
      ['people.role-granted.v1', 1, ['learner', 'champion']],
      ['people.role-revoked.v1', 2, ['learner']],
    ])
  })
})

describe('protected time', () => {
  it('is told when it changes, through the route', async () => {
    const path = `/api/v1/people/${agency.champion.personId}/protected-time`
    for (const minutesPerWeek of [20, 20, null]) {
      expect(await here.people.as(agency.manager)('PUT', path, { minutesPerWeek })).toEqual({ status: 200, body: { minutesPerWeek } })
    }
    expect((await told('protected-time', agency.champion.personId)).map((row) => [row.version, row.data.minutesPerWeek])).toEqual([
      [1, 20],
      [2, null],
    ])
  })
})

describe('a team', () => {
  it('is opened once, changed when it differs, and can close', async () => {
    const { organizationId, siteId, now, inAgency } = agency
    const people = { managerIds: [agency.manager.personId], memberIds: [agency.champion.personId, agency.learner.personId, agency.learner.personId] }
    const teamId = uuidv7()
    const open = { organizationId, teamId, siteId, name: 'Evenings', ...people }
    await inAgency((trx) => openTeam(trx, open, now))
    await inAgency((trx) => openTeam(trx, open, now))
    await inAgency((trx) => changeTeam(trx, { ...open, state: 'active' }, now))
    await inAgency((trx) => changeTeam(trx, { ...open, state: 'closed' }, now))
    expect((await told('team', teamId)).map((row) => [row.version, row.data.state, row.data.memberIds.length])).toEqual([
      [1, 'active', 2],
      [2, 'closed', 2],
    ])
    expect((await here.people.as(agency.manager)('GET', `/api/v1/teams/${teamId}`)).status).toBe(404)
  })
  it('takes nobody from another organization, and no site of one', async () => {
    const { organizationId, siteId, now, inAgency } = agency
    const open = { organizationId, siteId, name: 'Mixed', managerIds: [], memberIds: [] as string[] }
    await expect(inAgency((trx) => openTeam(trx, { ...open, memberIds: [elsewhere.learner.personId] }, now))).rejects.toMatchObject({ code: 'not-found' })
    await expect(inAgency((trx) => openTeam(trx, { ...open, siteId: elsewhere.siteId }, now))).rejects.toMatchObject({ code: 'not-found' })
  })
  it('whose member leaves at the same moment never keeps them', async () => {
    const { organizationId, now, inAgency } = agency
    const gone = await agency.person('Ines')
    const open = { organizationId, siteId: agency.siteId, name: 'Race', managerIds: [], memberIds: [] as string[] }
    const { teamId } = await inAgency((trx) => openTeam(trx, open, now))
    const join = { ...open, teamId, memberIds: [gone.personId], state: 'active' as const }
    await Promise.allSettled([inAgency((trx) => changeTeam(trx, join, now)), inAgency((trx) => leave(trx, gone, now))])
    expect(await here.people.admin`select from team_people where person_id = ${gone.personId}`).toHaveLength(0)
  })
})

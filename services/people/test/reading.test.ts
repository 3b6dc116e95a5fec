import { beforeAll, describe, expect, it } from 'vitest'
import { erasePerson } from '../src/use-cases/erase-person.ts'
import { leave } from '../src/use-cases/leave.ts'
import { setProtectedTime } from '../src/use-cases/set-protected-time.ts'
import { type Agency, openAgency } from './agency.ts'
import { onPeople } from './on-people.ts'

const here = onPeople()
let agency: Agency
beforeAll(async () => {
  agency = await openAgency(here.database, 'agency.example')
  await openAgency(here.database, 'elsewhere.example')
})

describe('me', () => {
  it('says who I am, where, and what I manage', async () => {
    const { body } = await here.people.as(agency.manager)('GET', '/api/v1/me')
    expect(body).toMatchObject({
      personId: agency.manager.personId,
      name: 'Mona',
      address: 'mona@agency.example',
      roles: ['learner', 'manager'],
      organization: { organizationId: agency.organizationId, name: 'Agency of agency.example', province: 'CA-ON' },
      managedTeams: [{ teamId: agency.teamId, name: 'Arrivals', site: 'Riverside', people: 2 }],
      teamIds: [],
      protectedMinutes: null,
    })
  })
  it('changes what I say, and tells it once', async () => {
    const change = { language: 'en', timeZone: 'America/Halifax', minutesPerWeek: 30 }
    await here.people.as(agency.learner)('PATCH', '/api/v1/me', change)
    const { body } = await here.people.as(agency.learner)('PATCH', '/api/v1/me', change)
    expect(body).toMatchObject({ ...change, teamIds: [agency.teamId] })
    const rows = await here.people
      .admin`select type, aggregate_version, data from outbox where aggregate = 'person' and aggregate_id = ${agency.learner.personId} order by 2`
    expect(rows.map((row) => [row.type, row.aggregate_version])).toEqual([
      ['people.person-joined.v1', 1],
      ['people.person-changed.v1', 2],
    ])
    expect(rows[1]?.data).toMatchObject(change)
  })
})

describe('a team', () => {
  it('lists its managers and members by name, with their protected time', async () => {
    const protect = { organizationId: agency.organizationId, personId: agency.learner.personId, minutesPerWeek: 25 }
    await agency.inAgency((trx) => setProtectedTime(trx, protect, agency.now))
    const { body } = await here.people.as(agency.manager)('GET', `/api/v1/teams/${agency.teamId}`)
    expect(body).toEqual({
      teamId: agency.teamId,
      name: 'Arrivals',
      site: 'Riverside',
      managers: [{ personId: agency.manager.personId, name: 'Mona' }],
      members: [
        { personId: agency.learner.personId, name: 'Amal', roleProfile: 'settlement-worker', protectedMinutes: 25 },
        { personId: agency.champion.personId, name: 'Chidi', roleProfile: 'settlement-worker', protectedMinutes: null },
      ],
    })
  })
})

describe('the organization', () => {
  it('shows a lead its sites, teams and how many people', async () => {
    const { body } = await here.people.as(agency.lead)('GET', '/api/v1/organization')
    expect(body).toMatchObject({ name: 'Agency of agency.example', province: 'CA-ON', people: 6 })
    expect(body.sites).toMatchObject([
      {
        name: 'Riverside',
        teams: [
          { name: 'Arrivals', people: 2 },
          { name: 'Work', people: 1 },
        ],
      },
    ])
  })
  it('lists its people by name in pages that neither repeat nor miss anybody', async () => {
    const names: string[] = []
    let cursor = ''
    do {
      const { body } = await here.people.as(agency.lead)('GET', `/api/v1/people?limit=2${cursor && `&cursor=${cursor}`}`)
      expect(body.rows.length).toBeLessThanOrEqual(2)
      names.push(...body.rows.map((row: { name: string }) => row.name))
      cursor = body.next ?? ''
    } while (cursor)
    expect(names).toEqual(['Amal', 'Chidi', 'Élise', 'Lena', 'Mona', 'Otto'])
  })
  it('says of each person what they do and where', async () => {
    const { body } = await here.people.as(agency.lead)('GET', '/api/v1/people')
    expect(body.next).toBeNull()
    expect(body.rows[1]).toEqual({
      personId: agency.champion.personId,
      name: 'Chidi',
      roleProfile: 'settlement-worker',
      roles: ['learner', 'champion'],
      language: 'en',
      teams: ['Arrivals'],
      protectedMinutes: null,
    })
  })
})

describe('names', () => {
  it('stay when somebody leaves and go when somebody is erased', async () => {
    const gone = await agency.person('Gita')
    const ids = `${gone.personId},${agency.learner.personId}`
    const names = async () =>
      (await here.people.as(agency.learner)('GET', `/api/v1/people/names?ids=${ids}`)).body.names.map(({ name }: { name: string }) => name).sort()
    await agency.inAgency((trx) => leave(trx, gone, agency.now))
    expect(await names()).toEqual(['Amal', 'Gita'])
    await agency.inAgency((trx) => erasePerson(trx, gone, agency.now))
    expect(await names()).toEqual(['Amal'])
  })
})

import { beforeAll, describe, expect, it } from 'vitest'
import { leave } from '../src/use-cases/leave.ts'
import { openTeam } from '../src/use-cases/open-team.ts'
import { setProtectedTime } from '../src/use-cases/set-protected-time.ts'
import { type Agency, type Member, openAgency } from './agency.ts'
import { onPeople } from './on-people.ts'

const here = onPeople()
let agency: Agency
let teamId: string
let members: Member[]
const named = ['Zoé Œuvrard', 'Éloïse Roy', 'Amal D’Souza', 'Marie-Ève Roy', 'Chau Le', 'Ben Roy', 'Dina Abadi']
beforeAll(async () => {
  agency = await openAgency(here.database, 'agency.example')
  members = []
  for (const name of named) members.push(await agency.person(name))
  const { organizationId, siteId, manager } = agency
  const memberIds = members.map(({ personId }) => personId)
  const opened = await agency.inAgency((trx) => openTeam(trx, { organizationId, siteId, name: 'Many', managerIds: [manager.personId], memberIds }, agency.now))
  teamId = opened.teamId
})

const ask = (query = '', by: Member = agency.manager, team = teamId) => here.people.as(by)('GET', `/api/v1/teams/${team}/people${query}`)
const namesOn = async (query: string) => (await ask(query)).body.rows.map(({ name }: { name: string }) => name)

describe("a team's people", () => {
  it('come by name a page at a time, and none is missed or told twice', async () => {
    const first = await ask('?limit=3')
    expect(first.body).toMatchObject({ name: 'Many', site: 'Riverside', people: 7, found: 7, cursor: 0, before: null, next: 3 })
    const second = await ask('?limit=3&cursor=3')
    expect(second.body).toMatchObject({ people: 7, cursor: 3, before: 0, next: 6 })
    const last = await ask('?limit=3&cursor=6')
    expect(last.body).toMatchObject({ cursor: 6, before: 3, next: null })
    const all = [first, second, last].flatMap(({ body }) => body.rows.map(({ name }: { name: string }) => name))
    expect(all).toEqual(['Amal D’Souza', 'Ben Roy', 'Chau Le', 'Dina Abadi', 'Éloïse Roy', 'Marie-Ève Roy', 'Zoé Œuvrard'])
    expect((await ask()).body).toMatchObject({ before: null, next: null, rows: { length: 7 } })
  })
  it('beyond the end are the last page, and from the middle of one its neighbours', async () => {
    expect((await ask('?limit=3&cursor=5000')).body).toMatchObject({ cursor: 6, before: 3, next: null, rows: [{ name: 'Zoé Œuvrard' }] })
    expect((await ask('?limit=3&cursor=1')).body).toMatchObject({ cursor: 1, before: 0, next: 4 })
    expect((await ask('?words=roy&limit=2&cursor=40')).body).toMatchObject({ found: 3, cursor: 2, rows: [{ name: 'Marie-Ève Roy' }] })
  })
  it.each([
    ['roy', ['Ben Roy', 'Éloïse Roy', 'Marie-Ève Roy']],
    ['ELOISE', ['Éloïse Roy']],
    ['roy, marie', ['Marie-Ève Roy']],
    ["d'sou", ['Amal D’Souza']],
    ['oeuv', ['Zoé Œuvrard']],
    ['   ', ['Amal D’Souza', 'Ben Roy', 'Chau Le', 'Dina Abadi', 'Éloïse Roy', 'Marie-Ève Roy', 'Zoé Œuvrard']],
    ['nobody', []],
    ['%', []],
    ['_', []],
    ['\\', []],
    ['🙂', []],
  ])('are found by parts of a name: %j', async (words, found) => {
    expect(await namesOn(`?${new URLSearchParams({ words })}`)).toEqual(found)
  })
  it('are counted over the whole team, whatever the page shows', async () => {
    const { organizationId } = agency
    const [zoe] = members as [Member]
    await agency.inAgency((trx) => setProtectedTime(trx, { organizationId, personId: zoe.personId, minutesPerWeek: 15 }, agency.now))
    for (const query of ['?limit=1', '?words=nobody', '?cursor=6&limit=3']) {
      const { body } = await ask(query)
      expect([body.people, body.withoutProtectedTime]).toEqual([7, { people: 6, names: ['Amal D’Souza', 'Ben Roy', 'Chau Le', 'Dina Abadi'] }])
    }
    expect((await ask('?words=zo')).body.rows).toMatchObject([{ name: 'Zoé Œuvrard', protectedMinutes: 15 }])
  })
  it('no longer have among them who has left', async () => {
    const gone = await agency.person('Gita Roy')
    const { organizationId, siteId, manager } = agency
    const small = { organizationId, siteId, name: 'Small', managerIds: [manager.personId], memberIds: [gone.personId] }
    const opened = await agency.inAgency((trx) => openTeam(trx, small, agency.now))
    expect((await ask('', agency.manager, opened.teamId)).body.people).toBe(1)
    await agency.inAgency((trx) => leave(trx, gone, agency.now))
    expect((await ask('', agency.manager, opened.teamId)).body).toMatchObject({ people: 0, found: 0, cursor: 0, rows: [], before: null, next: null })
  })
  it('are for its managers and the lead', async () => {
    expect((await ask('', agency.lead)).status).toBe(200)
    expect((await ask('', agency.otherManager)).status).toBe(403)
    expect((await ask('', agency.learner)).status).toBe(403)
    const elsewhere = await openAgency(here.database, 'elsewhere.example')
    expect((await ask('', elsewhere.lead)).status).toBe(404)
  })
  it.each(['?cursor=-1', '?cursor=x', '?limit=0', '?limit=101', `?words=${'x'.repeat(101)}`])('%s is refused', async (query) => {
    expect((await ask(query)).status).toBe(422)
  })
})

import type { TestPerson } from '@handrail/testing'
import { v7 as uuidv7 } from 'uuid'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Agency, openAgency } from './agency.ts'
import { onPeople } from './on-people.ts'

const here = onPeople()
let agency: Agency
let elsewhere: Agency
beforeAll(async () => {
  agency = await openAgency(here.database, 'agency.example')
  elsewhere = await openAgency(here.database, 'elsewhere.example')
})

type Asker = 'learner' | 'champion' | 'manager' | 'otherManager' | 'lead' | 'strangerLead'
const askers: Record<Asker, () => TestPerson> = {
  learner: () => agency.learner,
  champion: () => agency.champion,
  manager: () => agency.manager,
  otherManager: () => agency.otherManager,
  lead: () => agency.lead,
  strangerLead: () => elsewhere.lead,
}

type Route = { route: string; ask: () => [method: string, path: string, body?: unknown]; answers: Record<Asker, number> }
const everybody = { learner: 200, champion: 200, manager: 200, otherManager: 200, lead: 200, strangerLead: 200 }
const nobody = { learner: 403, champion: 403, manager: 403, otherManager: 403, lead: 403, strangerLead: 403 }
const protect = (personId: string): [string, string, unknown] => ['PUT', `/api/v1/people/${personId}/protected-time`, { minutesPerWeek: 20 }]

/** Every route under /api/, times every role, times own, other's and other organization's. */
const table: Route[] = [
  { route: 'me', ask: () => ['GET', '/api/v1/me'], answers: everybody },
  { route: 'changing me', ask: () => ['PATCH', '/api/v1/me', { minutesPerWeek: 10 }], answers: everybody },
  { route: 'my devices', ask: () => ['GET', '/api/v1/me/sessions'], answers: everybody },
  { route: 'all of me', ask: () => ['GET', '/api/v1/me/export'], answers: everybody },
  { route: 'names', ask: () => ['GET', `/api/v1/people/names?ids=${agency.learner.personId}`], answers: everybody },
  { route: 'people', ask: () => ['GET', '/api/v1/people'], answers: { ...nobody, lead: 200, strangerLead: 200 } },
  { route: 'organization', ask: () => ['GET', '/api/v1/organization'], answers: { ...nobody, lead: 200, strangerLead: 200 } },
  { route: 'a team', ask: () => ['GET', `/api/v1/teams/${agency.teamId}`], answers: { ...nobody, manager: 200, lead: 200, strangerLead: 404 } },
  { route: 'another team', ask: () => ['GET', `/api/v1/teams/${agency.otherTeamId}`], answers: { ...nobody, otherManager: 200, lead: 200, strangerLead: 404 } },
  {
    route: 'a team of another organization',
    ask: () => ['GET', `/api/v1/teams/${elsewhere.teamId}`],
    answers: { ...nobody, manager: 404, otherManager: 404, lead: 404, strangerLead: 200 },
  },
  { route: 'time of a learner', ask: () => protect(agency.learner.personId), answers: { ...nobody, manager: 200, lead: 200, strangerLead: 404 } },
  { route: 'time of a colleague', ask: () => protect(agency.colleague.personId), answers: { ...nobody, otherManager: 200, lead: 200, strangerLead: 404 } },
  { route: 'time of a manager', ask: () => protect(agency.manager.personId), answers: { ...nobody, lead: 200, strangerLead: 404 } },
  {
    route: 'time of a stranger',
    ask: () => protect(elsewhere.learner.personId),
    answers: { ...nobody, manager: 404, otherManager: 404, lead: 404, strangerLead: 200 },
  },
]

describe('who may ask what', () => {
  const cells = table.flatMap(({ route, ask, answers }) => (Object.keys(answers) as Asker[]).map((asker) => ({ route, ask, asker, status: answers[asker] })))
  it.each(cells)('$asker asks for $route: $status', async ({ ask, asker, status }) => {
    const answer = await here.people.as(askers[asker]())(...ask())
    expect(answer.status).toBe(status)
  })
  it('covers every route of the service', async () => {
    const document = (await (await fetch(`${here.people.url}/openapi.json`)).json()) as { paths: Record<string, object> }
    const served = Object.entries(document.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`))
    expect(served.filter((route) => route.includes('/api/')).sort()).toEqual([
      'delete /api/v1/me/sessions',
      'delete /api/v1/me/sessions/{sessionId}',
      'get /api/v1/me',
      'get /api/v1/me/export',
      'get /api/v1/me/sessions',
      'get /api/v1/organization',
      'get /api/v1/people',
      'get /api/v1/people/names',
      'get /api/v1/teams/{teamId}',
      'patch /api/v1/me',
      'post /api/v1/me/erasure',
      'put /api/v1/people/{personId}/protected-time',
    ])
  })
  it('a role in a token opens nothing that belongs to another team', async () => {
    const { status, body } = await here.people.as({ ...agency.learner, roles: ['learner', 'manager'] })('GET', `/api/v1/teams/${agency.teamId}`)
    expect([status, body.code]).toEqual([403, 'not-allowed'])
  })
  it('without a token there is nothing', async () => {
    const answer = await fetch(`${here.people.url}/api/v1/me`)
    expect(answer.status).toBe(401)
  })
  it('a token of somebody unknown, or of another organization, is nobody', async () => {
    expect((await here.people.as({ personId: uuidv7(), organizationId: agency.organizationId })('GET', '/api/v1/me')).status).toBe(401)
    expect((await here.people.as({ ...agency.learner, organizationId: elsewhere.organizationId })('GET', '/api/v1/me')).status).toBe(401)
    expect((await here.people.as({ ...agency.learner, organizationId: elsewhere.organizationId })('PATCH', '/api/v1/me', { language: 'en' })).status).toBe(401)
  })
})

describe('addresses for the mailer', () => {
  const ask = async (secret: string, body: unknown) => {
    const answer = await fetch(`${here.people.url}/internal/mail-addresses`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return { status: answer.status, body: (await answer.json()) as { people: object[] } }
  }
  const request = () => ({ organizationId: agency.organizationId, personIds: [agency.learner.personId, elsewhere.learner.personId, uuidv7()] })

  it('are told to services, of that organization only', async () => {
    const { status, body } = await ask(here.people.env.SERVICE_SECRET ?? '', request())
    expect(status).toBe(200)
    expect(body.people).toEqual([
      { personId: agency.learner.personId, name: 'Amal', address: 'amal@agency.example', language: 'fr', timeZone: 'America/Toronto' },
    ])
  })
  it('are told to nobody else, a lead included', async () => {
    expect((await ask('a guess', request())).status).toBe(401)
    expect((await ask(await here.stage.tokenFor(agency.lead), request())).status).toBe(401)
  })
})

describe('input that is refused', () => {
  it.each([
    ['PATCH', '/api/v1/me', { timeZone: 'Mars/Olympus' }, '/timeZone'],
    ['PATCH', '/api/v1/me', { language: 'de' }, '/language'],
    ['PATCH', '/api/v1/me', { minutesPerWeek: -1 }, '/minutesPerWeek'],
    ['PATCH', '/api/v1/me', { roles: ['lead'] }, '/'],
    ['GET', '/api/v1/people?cursor=not-an-id', undefined, '/cursor'],
    ['GET', '/api/v1/people?limit=1000', undefined, '/limit'],
    ['GET', '/api/v1/people/names', undefined, '/ids'],
    ['GET', '/api/v1/people/names?ids=one,two', undefined, '/ids/0'],
    ['GET', '/api/v1/teams/not-an-id', undefined, '/teamId'],
  ])('%s %s', async (method, path, body, pointer) => {
    const answer = await here.people.as(agency.lead)(method, path, body)
    expect([answer.status, answer.body.code, answer.body.errors[0].pointer]).toEqual([422, 'input-invalid', pointer])
  })
  it('more names than a hundred at once', async () => {
    const ids = Array.from({ length: 101 }, () => uuidv7()).join(',')
    const answer = await here.people.as(agency.lead)('GET', `/api/v1/people/names?ids=${ids}`)
    expect([answer.status, answer.body.code]).toEqual([422, 'input-invalid'])
  })
  it('an id of a team that does not exist', async () => {
    expect((await here.people.as(agency.lead)('GET', `/api/v1/teams/${uuidv7()}`)).status).toBe(404)
  })
  it('a body that is not JSON', async () => {
    expect((await here.people.as(agency.lead)('PATCH', '/api/v1/me', '{"language":')).status).toBe(400)
  })
  it('a body that is far too large', async () => {
    expect((await here.people.as(agency.lead)('PATCH', '/api/v1/me', `{"language":"${'x'.repeat(2_000_000)}"}`)).status).toBe(413)
  })
})

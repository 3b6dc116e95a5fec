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

/** Which role may ask for whose things, is asked for through the public address: `e2e/journeys/who-may-do-what.test.ts`. */
describe('a token', () => {
  it('with a role opens nothing that belongs to another team', async () => {
    const { status, body } = await here.people.as({ ...agency.learner, roles: ['learner', 'manager'] })('GET', `/api/v1/teams/${agency.teamId}`)
    expect([status, body.code]).toEqual([403, 'not-allowed'])
  })
  it('that is missing opens nothing', async () => {
    const answer = await fetch(`${here.people.url}/api/v1/me`)
    expect(answer.status).toBe(401)
  })
  it('of somebody unknown, or of another organization, is nobody’s', async () => {
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

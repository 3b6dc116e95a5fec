import { openStage, type Stage, type StagedService } from '@handrail/testing'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { start } from '../src/service.ts'

let stage: Stage
let baselines: StagedService
beforeAll(async () => {
  stage = await openStage()
  baselines = await stage.run('baselines', start, { STARTER_LIBRARY: 'false' })
})
afterAll(() => stage.close())

const amal = { personId: uuidv7(), organizationId: uuidv7() }
const elsewhere = { personId: amal.personId, organizationId: uuidv7() }

describe('consents', () => {
  it('shares with nobody at first', async () => {
    const { status, body } = await baselines.as(amal)('GET', '/api/v1/consents')
    expect(status).toBe(200)
    expect(body.entries.every((entry: { granted: boolean }) => !entry.granted)).toBe(true)
  })
  it('sharing appends one event, and choosing again none', async () => {
    await baselines.as(amal)('PUT', '/api/v1/consents/champion', { granted: true })
    await baselines.as(amal)('PUT', '/api/v1/consents/champion', { granted: true })
    const rows = await baselines.admin`select type, aggregate_version, data from outbox where aggregate_id = ${amal.personId}`
    expect(rows).toMatchObject([{ type: 'baselines.consent-changed.v1', aggregate_version: 1, data: { granted: ['champion'] } }])
  })
  it('is invisible to another organization', async () => {
    const { body } = await baselines.as(elsewhere)('GET', '/api/v1/consents')
    expect(body.entries.every((entry: { granted: boolean }) => !entry.granted)).toBe(true)
  })
  it('refuses an audience that does not exist, with a pointer', async () => {
    const { status, body } = await baselines.as(amal)('PUT', '/api/v1/consents/everybody', { granted: true })
    expect(status).toBe(422)
    expect(body).toMatchObject({ code: 'input-invalid', errors: [{ pointer: '/audience' }] })
  })
  it('refuses a body that is not JSON', async () => {
    const { status, body } = await baselines.as(amal)('PUT', '/api/v1/consents/champion', '{"granted":')
    expect([status, body.code]).toEqual([400, 'body-unreadable'])
  })
  it('publishes what it appended', async () => {
    const jsm = await stage.nats.jetstreamManager()
    const message = await jsm.streams.getMessage('BASELINES', { last_by_subj: 'handrail.baselines.consent.>' })
    expect(JSON.parse(new TextDecoder().decode(message.data))).toMatchObject({ organizationid: amal.organizationId, aggregateversion: 1 })
  })
})

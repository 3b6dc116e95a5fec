import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AckPolicy, connect, type Msg } from 'nats'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Nats, natsCredentials, startNats } from '../src/nats.ts'

const dataFolder = mkdtempSync(join(tmpdir(), 'handrail-local-'))
let nats: Nats
const as = (user: 'people' | 'progress') => connect(natsCredentials(nats.urlOf(user)))

beforeAll(async () => {
  nats = await startNats({ dataFolder })
  const people = await as('people')
  const manager = await people.jetstreamManager()
  await manager.streams.add({ name: 'PEOPLE', subjects: ['handrail.people.>'] })
  await people.close()
})
afterAll(async () => {
  await nats.stop()
  rmSync(dataFolder, { recursive: true, force: true })
})

test('a service publishes under its own name, and another reads and acknowledges it', async () => {
  const people = await as('people')
  const progress = await as('progress')
  await people.jetstream().publish('handrail.people.person.joined.v1.p01', 'an event')
  const manager = await progress.jetstreamManager()
  await manager.consumers.add('PEOPLE', { durable_name: 'progress_on-person', filter_subject: 'handrail.people.person.>', ack_policy: AckPolicy.Explicit })
  const consumer = await progress.jetstream().consumers.get('PEOPLE', 'progress_on-person')
  const message = await consumer.next({ expires: 5_000 })
  expect(message?.subject).toBe('handrail.people.person.joined.v1.p01')
  expect(await message?.ackAck()).toBe(true)
  await Promise.all([people.close(), progress.close()])
})

test('a service cannot publish under the name of another', async () => {
  const progress = await as('progress')
  await expect(progress.jetstream().publish('handrail.people.person.joined.v1.p01', 'forged', { timeout: 2_000 })).rejects.toThrow(/permissions/i)
  await progress.close()
})

test('a service can neither overhear nor wake another', async () => {
  const people = await as('people')
  const progress = await as('progress')
  const heard: unknown[] = []
  const hear = (refusal: Error | null, message: Msg) => heard.push(refusal?.message ?? message.subject)
  progress.subscribe('handrail.people.>', { callback: hear })
  await progress.flush()
  expect(heard).toEqual([expect.stringMatching(/permissions violation/i)])

  heard.length = 0
  people.subscribe('handrail-wake.people', { callback: hear })
  await people.flush()
  progress.publish('handrail-wake.people')
  await progress.flush()
  people.publish('handrail-wake.people')
  await people.flush()
  expect(heard).toEqual(['handrail-wake.people'])
  await Promise.all([people.close(), progress.close()])
})

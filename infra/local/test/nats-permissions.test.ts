import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { aggregateFilter, type ServiceName, services, streamOf } from '@handrail/contracts'
import { AckPolicy, type ConsumerConfig, connect, type Msg, type NatsConnection } from 'nats'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hears } from '../src/hears.ts'
import { type Nats, natsCredentials, startNats } from '../src/nats.ts'
import { durableName } from '../src/nats-permissions.ts'

const dataFolder = mkdtempSync(join(tmpdir(), 'handrail-local-'))
const selfAssessments = 'handrail.baselines.self-assessment.>'
let nats: Nats
const as = {} as Record<ServiceName, NatsConnection>
const managerOf = (service: ServiceName) => as[service].jetstreamManager()
const durable = (name: string, filter: string): Partial<ConsumerConfig> => ({ durable_name: name, filter_subject: filter, ack_policy: AckPolicy.Explicit })

beforeAll(async () => {
  nats = await startNats({ dataFolder })
  for (const service of services) {
    as[service] = await connect(natsCredentials(nats.urlOf(service)))
    await (await managerOf(service)).streams.add({ name: streamOf(service), subjects: [`handrail.${service}.>`] })
  }
})
afterAll(async () => {
  for (const service of services) await as[service].close()
  await nats.stop()
  rmSync(dataFolder, { recursive: true, force: true })
})

const pairs = services.flatMap((listener) =>
  services.flatMap((from) => (hears[listener][from] ?? []).map((aggregate) => ({ listener, from, aggregate, name: durableName(listener, aggregate) }))),
)

test.each(pairs)('$listener reads and acknowledges the $aggregate events that $from publishes', async ({ listener, from, aggregate, name }) => {
  const subject = `handrail.${from}.${aggregate}.happened.v1.p01`
  await as[from].jetstream().publish(subject, 'an event')
  const manager = await managerOf(listener)
  await manager.streams.info(streamOf(from))
  await manager.consumers.add(streamOf(from), durable(name, aggregateFilter(from, aggregate)))
  const consumer = await as[listener].jetstream().consumers.get(streamOf(from), name)
  const message = await consumer.next({ expires: 5_000 })
  expect(message?.subject).toBe(subject)
  expect(await message?.ackAck()).toBe(true)
  expect(await manager.consumers.delete(streamOf(from), name)).toBe(true)
})

test('a service cannot publish under the name of another', async () => {
  await expect(as.progress.jetstream().publish('handrail.people.person.joined.v1.p01', 'forged', { timeout: 2_000 })).rejects.toThrow(/permissions/i)
})

test('only catalogue can listen to self-assessments', async () => {
  for (const other of services.filter((service) => service !== 'catalogue')) {
    const manager = await managerOf(other)
    await expect(manager.consumers.add('BASELINES', durable(`${other}_on-self-assessment`, selfAssessments))).rejects.toThrow(/permissions/i)
    await expect(manager.consumers.add('BASELINES', durable('catalogue_on-self-assessment', selfAssessments))).rejects.toThrow(/permissions/i)
    await expect(manager.streams.getMessage('BASELINES', { last_by_subj: selfAssessments })).rejects.toThrow(/permissions/i)
  }
})

test('a service that may listen to something cannot ask for more of the same stream', async () => {
  const allowed = '$JS.API.CONSUMER.CREATE.BASELINES.progress_on-champion.handrail.baselines.champion.>'
  const ask = async (config: Partial<ConsumerConfig>) =>
    (await as.progress.request(allowed, JSON.stringify({ stream_name: 'BASELINES', config }))).json<{ error?: { description: string } }>()
  expect((await ask(durable('progress_on-champion', selfAssessments))).error?.description).toMatch(/(does|did) not match/)
  expect((await ask({ durable_name: 'progress_on-champion', ack_policy: AckPolicy.Explicit })).error?.description).toMatch(/(does|did) not match/)
  expect((await ask(durable('progress_on-self-assessment', 'handrail.baselines.champion.>'))).error?.description).toMatch(/(does|did) not match/)
  expect((await ask(durable('progress_on-champion', 'handrail.baselines.champion.>'))).error).toBeUndefined()
  await expect((await managerOf('progress')).consumers.add('BASELINES', durable('progress_on-champion', '>'))).rejects.toThrow(/permissions/i)
})

test('a service can delete, empty or change no stream, not even its own', async () => {
  const { streams } = await managerOf('notifications')
  for (const stream of ['BASELINES', 'NOTIFICATIONS']) {
    await expect(streams.delete(stream)).rejects.toThrow(/permissions/i)
    await expect(streams.purge(stream)).rejects.toThrow(/permissions/i)
  }
  await expect(streams.update('NOTIFICATIONS', { subjects: ['handrail.notifications.>', 'more'] })).rejects.toThrow(/permissions/i)
  await expect(streams.add({ name: 'NOTIFICATIONS', sources: [{ name: 'BASELINES' }] })).rejects.toThrow(/already in use/)
  await expect(streams.add({ name: 'COPY', sources: [{ name: 'BASELINES' }] })).rejects.toThrow(/permissions/i)
})

test('a service can take or lose no message of another listener', async () => {
  await (await managerOf('catalogue')).consumers.add('PEOPLE', durable('catalogue_on-person', 'handrail.people.person.>'))
  const manager = await managerOf('notifications')
  await expect(manager.consumers.delete('PEOPLE', 'catalogue_on-person')).rejects.toThrow(/permissions/i)
  await expect(as.notifications.request('$JS.API.CONSUMER.MSG.NEXT.PEOPLE.catalogue_on-person')).rejects.toThrow(/permissions/i)
  await expect(as.notifications.request('$JS.ACK.PEOPLE.catalogue_on-person.1.1.1.1.0', '+TERM')).rejects.toThrow(/permissions/i)
})

test('a service can neither overhear nor wake another, nor read what is delivered to it', async () => {
  const { people, progress } = as
  for (const subject of ['handrail.people.>', '_INBOX_people.>', '_INBOX.>', '>']) {
    const heard: unknown[] = []
    progress.subscribe(subject, { callback: (refusal) => heard.push(refusal?.message) })
    await progress.flush()
    expect(heard).toEqual([expect.stringMatching(/permissions violation/i)])
  }
  const woken: unknown[] = []
  people.subscribe('handrail-wake.people', { callback: (_refusal: Error | null, message: Msg) => woken.push(message.subject) })
  await people.flush()
  progress.publish('handrail-wake.people')
  await progress.flush()
  people.publish('handrail-wake.people')
  await people.flush()
  expect(woken).toEqual(['handrail-wake.people'])
})

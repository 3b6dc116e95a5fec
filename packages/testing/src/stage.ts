import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type DataOf, type Envelope, type EventDefinition, natsSubject, type Role, type ServiceName, services, streamOf } from '@handrail/contracts'
import { connectToNats, ensureStream } from '@handrail/events'
import { provision } from '@handrail/postgres'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import type { NatsConnection } from 'nats'
import postgres from 'postgres'
import { v7 as uuidv7 } from 'uuid'

type Running = { url: string; ready(): Promise<{ ready: boolean; missing: string[] }>; stop(): Promise<void> }
type Start = (env: Record<string, string | undefined>, clock?: () => Date) => Promise<Running>
export type TestPerson = { personId: string; organizationId: string; roles?: Role[] }

export type TestEvent<Definition extends EventDefinition> = {
  organizationId: string | null
  aggregateId: string
  version?: number
  time?: Date
  id?: string
  data: DataOf<Definition>
}

/** A service running on its own fresh database, with what a test needs around it. */
export type StagedService = Running & {
  /** Its environment, to start it again. */
  env: Record<string, string>
  /** As the database's administrator: sees everything, whatever the policies say. */
  admin: postgres.Sql
  /** Fetches a path as somebody signed in. A plain object as `body` is sent as JSON. */
  as(person: TestPerson): (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<{ status: number; body: any }>
}

/** Waits until `probe` answers something else than undefined, null or false; throws what it last threw after `ms`. */
export const until = async <Value>(probe: () => Promise<Value | undefined | null | false>, ms = 20_000): Promise<Value> => {
  const deadline = Date.now() + ms
  let last: unknown = 'nothing came'
  while (Date.now() < deadline) {
    try {
      const value = await probe()
      if (value) return value
    } catch (error) {
      last = error
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`Waited ${ms} ms in vain.`, { cause: last })
}

/** The envelope an event travels in, as its publisher's relay would make it. */
export const envelopeOf = <Definition extends EventDefinition>(definition: Definition, event: TestEvent<Definition>): Envelope => ({
  specversion: '1.0',
  id: event.id ?? uuidv7(),
  source: `/services/${definition.service}`,
  type: definition.type,
  subject: event.aggregateId,
  time: (event.time ?? new Date()).toISOString(),
  datacontenttype: 'application/json',
  ...(event.organizationId && { organizationid: event.organizationId }),
  aggregateversion: event.version ?? 1,
  data: event.data,
})

/**
 * A stage for one test file or benchmark: NATS with no streams, a JWKS server in the place of people, and fresh databases for every
 * service that is put on it. Test files run one after the other, since JetStream is shared.
 */
export const openStageOn = async ({ postgresUrl: adminUrl, natsUrl }: { postgresUrl: string; natsUrl: string }) => {
  const nats: NatsConnection = await connectToNats(natsUrl, 'stage')
  const jsm = await nats.jetstreamManager()
  for (const service of services) await jsm.streams.delete(streamOf(service)).catch(() => false)

  const { publicKey, privateKey } = await generateKeyPair('EdDSA')
  const jwks = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'stage', alg: 'EdDSA', use: 'sig' }] })
  const keyServer = createServer((_request, response) => response.setHeader('content-type', 'application/json').end(jwks))
  await new Promise<void>((resolve) => keyServer.listen(0, '127.0.0.1', resolve))
  const peopleUrl = `http://127.0.0.1:${(keyServer.address() as AddressInfo).port}`

  const tokenFor = ({ personId, organizationId, roles = ['learner'] }: TestPerson, lifetime = '5m') =>
    new SignJWT({ organizationId, roles })
      .setProtectedHeader({ alg: 'EdDSA', kid: 'stage' })
      .setSubject(personId)
      .setIssuer('handrail-people')
      .setAudience('handrail')
      .setIssuedAt()
      .setExpirationTime(lifetime)
      .sign(privateKey)

  const closing: (() => Promise<unknown>)[] = []
  const databases: string[] = []

  /** The environment of a service on a fresh database. */
  const environmentFor = async (service: ServiceName): Promise<Record<string, string>> => {
    const database = `test_${service}_${randomUUID().slice(0, 8)}`
    databases.push(database)
    const urls = await provision(adminUrl, { service, passwordSecret: 'for tests only', database })
    return {
      PORT: '0',
      OWNER_DATABASE_URL: urls.owner,
      APP_DATABASE_URL: urls.app,
      RELAY_DATABASE_URL: urls.relay,
      AUTH_DATABASE_URL: urls.auth,
      NATS_URL: natsUrl,
      PEOPLE_URL: peopleUrl,
      PUBLIC_URL: 'http://localhost:4000',
      SERVICE_SECRET: 'the secret of the services, for tests only',
      AUTH_SECRET: 'the secret of sign-in, for tests only',
      SMTP_URL: 'smtp://127.0.0.1:9',
      MAIL_FROM: 'Handrail <handrail@example.org>',
      LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'silent',
    }
  }

  /** Starts a service on a fresh database and waits until it is ready. */
  const run = async (service: ServiceName, start: Start, extra: Record<string, string> = {}, clock?: () => Date): Promise<StagedService> => {
    const env = { ...(await environmentFor(service)), ...extra }
    const running = await start(env, clock)
    closing.push(() => running.stop())
    await until(async () => (await running.ready()).ready, 30_000)
    const adminOfDatabase = new URL(adminUrl)
    adminOfDatabase.pathname = new URL(env.APP_DATABASE_URL ?? '').pathname
    const admin = postgres(adminOfDatabase.toString(), { max: 2, onnotice: () => {} })
    closing.push(() => admin.end({ timeout: 1 }))
    return {
      ...running,
      env,
      admin,
      as:
        (person) =>
        async (method, path, body, headers = {}) => {
          const answer = await fetch(new URL(path, running.url), {
            method,
            headers: {
              authorization: `Bearer ${await tokenFor(person)}`,
              ...(body !== undefined && { 'content-type': 'application/json' }),
              ...headers,
            },
            ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
          })
          const text = await answer.text()
          return { status: answer.status, body: text === '' ? null : JSON.parse(text) }
        },
    }
  }

  /** Publishes an event as if its own service had, on the real stream. */
  const publish = async <Definition extends EventDefinition>(definition: Definition, event: TestEvent<Definition>): Promise<Envelope> => {
    await ensureStream(jsm, definition.service)
    const envelope = envelopeOf(definition, event)
    const subject = natsSubject(definition, event.organizationId, event.aggregateId)
    await nats.jetstream().publish(subject, JSON.stringify(envelope))
    return envelope
  }

  const close = async () => {
    for (const end of closing.reverse()) await end()
    keyServer.close()
    await nats.close()
    const admin = postgres(adminUrl, { max: 1, onnotice: () => {} })
    for (const database of databases) await admin.unsafe(`drop database if exists "${database}" with (force)`)
    await admin.end({ timeout: 1 })
  }

  return { run, publish, environmentFor, tokenFor, nats, natsUrl, adminUrl, peopleUrl, close }
}
export type Stage = Awaited<ReturnType<typeof openStageOn>>

import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { start as startNotifications } from '@handrail/notifications'
import { start as startPeople } from '@handrail/people'
import { until } from '@handrail/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openAgencyPlatform, somebody } from './agency-platform.ts'

/** What stands in front of replicas: one address, whichever of them answers. */
const openFront = async (target: string) => {
  const front = { target, url: '', close: () => void server.close() }
  const server = createServer((incoming, answer) => {
    const { method, headers, url = '/' } = incoming
    const onward = request(new URL(url, front.target), { method, headers }, (from) => {
      answer.writeHead(from.statusCode ?? 502, from.headers)
      from.pipe(answer)
    })
    onward.on('error', () => answer.writeHead(502).end())
    incoming.pipe(onward)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  front.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return front
}

let platform: Awaited<ReturnType<typeof openAgencyPlatform>>
let people: Awaited<ReturnType<typeof openFront>>
let notifications: Awaited<ReturnType<typeof openFront>>
const replicas: { stop(): Promise<void> }[] = []
beforeAll(async () => {
  platform = await openAgencyPlatform()
  people = await openFront(platform.urls.services.people)
  notifications = await openFront(platform.urls.services.notifications)
}, 240_000)
afterAll(async () => {
  await Promise.all(replicas.map((replica) => replica.stop()))
  people.close()
  notifications.close()
  await platform.stop()
  platform.remove()
}, 60_000)

const ready = async <Replica extends { url: string; ready(): Promise<{ ready: boolean }>; stop(): Promise<void> }>(starting: Promise<Replica>) => {
  const replica = await starting
  replicas.push(replica)
  await until(async () => (await replica.ready()).ready, 30_000)
  return replica.url
}

/** People first: who is asked must accept what the asker will use. */
const roll = async (secrets: { SERVICE_SECRET: string; SERVICE_SECRET_ALSO?: string }) => {
  const { people: peopleEnv, notifications: notificationsEnv } = platform.env
  people.target = await ready(startPeople({ ...peopleEnv, ...secrets, PORT: '0' }))
  notifications.target = await ready(startNotifications({ ...notificationsEnv, ...secrets, PORT: '0', PEOPLE_URL: people.url }))
}

const post = async (url: string, secret: string, body: unknown) => {
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
}

const unsubscribe = async (mail: { text: string }) => {
  const token = /unsubscribe\/([\w-]+)/.exec(mail.text)?.[1]
  return (await fetch(`${notifications.url}/unsubscribe/${token}`, { method: 'POST' })).status
}

it('the secret of the services changes in three turns, while they ask each other without one refusal', async () => {
  const before = platform.env.people.SERVICE_SECRET ?? ''
  const next = 'the next secret of the services'
  const { personId, organizationId } = await somebody(platform.place)
  const inUse = new Set([before])
  const answers: number[] = []
  /** So that each turn is asked in, however fast it was. */
  const tenMore = () => {
    const enough = answers.length + 10
    return until(async () => answers.length >= enough, 30_000)
  }
  let isAsking = true
  const asking = (async () => {
    while (isAsking)
      for (const secret of inUse) {
        answers.push((await post(`${people.url}/internal/mail-addresses`, secret, { organizationId, personIds: [personId] })).status)
        answers.push((await post(`${notifications.url}/internal/digest-runs`, secret, { evenIfNotDue: false })).status)
      }
  })()

  await tenMore()
  await roll({ SERVICE_SECRET: before, SERVICE_SECRET_ALSO: next })
  await tenMore()
  expect(await (await post(`${notifications.url}/internal/digest-runs`, before, { evenIfNotDue: true })).json()).toMatchObject({ failed: 0 })
  const mail = await until(async () => platform.mails().find(({ text }) => text.includes('/unsubscribe/')))

  inUse.add(next)
  await roll({ SERVICE_SECRET: next, SERVICE_SECRET_ALSO: before })
  await tenMore()
  expect(await unsubscribe(mail)).toBe(200)

  inUse.delete(before)
  await until(async () => (await post(`${people.url}/internal/mail-addresses`, next, { organizationId, personIds: [personId] })).ok)
  await roll({ SERVICE_SECRET: next })
  await tenMore()
  isAsking = false
  await asking
  expect(answers.filter((status) => status !== 200)).toEqual([])

  expect((await post(`${people.url}/internal/mail-addresses`, before, { organizationId, personIds: [personId] })).status).toBe(401)
  expect(await unsubscribe(mail)).toBeGreaterThanOrEqual(400)
}, 180_000)

import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { type RunningPlatform, runPlatform, temporaryData } from '../running-platform.ts'
import { signedIn, type Visitor } from '../visitor.ts'
import type { BarePage } from './bare-page.ts'
import { drive } from './drive.ts'
import { cpuSeconds, type Figure, median } from './figures.ts'
import { fill, fillTeam } from './fill.ts'

const ROUNDS = 5
const SECONDS = 4
const CONNECTIONS = 4
const PEOPLE = 200
const COURSES = 20

/** `asks`: how many services it asks. */
type Page = { what: string; who: Visitor; path: string; aSecond: number; asks: number; p99?: number }

const cookieOf = ({ cookies }: Visitor) => [...cookies].map((pair) => pair.join('=')).join('; ')

const bare = async (file: string, told: BarePage | string) => {
  const server = fork(fileURLToPath(new URL(file, import.meta.url)))
  server.send(told)
  const [url] = (await once(server, 'message')) as [string]
  return { url, close: () => server.disconnect() }
}

const measurePage = async (platform: RunningPlatform, { what, who, path, aSecond, asks, p99 }: Page): Promise<Figure[]> => {
  const { status, text } = await who.page(path)
  if (status !== 200) throw new Error(`${path} answered ${status}.`)
  const services = await Promise.all(Array.from({ length: asks }, () => bare('bare-service.ts', platform.urls.postgres)))
  const page = await bare('bare-page.ts', { html: text, asks: [] })
  const asking = await bare('bare-page.ts', { html: text, asks: services.map(({ url }) => url) })
  const { host, port } = new URL(platform.urls.web)
  const headers = { host, cookie: cookieOf(who), accept: 'text/html', 'accept-encoding': 'br' }
  const asked = (url: string, at: string) => drive(url, [{ method: 'GET', path: at, headers, body: '' }], { connections: CONNECTIONS, seconds: SECONDS })
  const rounds = []
  for (let round = 0; round <= ROUNDS; round += 1) {
    const before = cpuSeconds([platform.pid])
    const ours = await asked(`http://127.0.0.1:${port}`, path)
    const cpu = ((cpuSeconds([platform.pid]) - before) * 1000) / (ours.perSecond * SECONDS)
    const ceiling = await asked(page.url, '/')
    const chain = await asked(asking.url, '/')
    if (ours.failed > 0) throw new Error(`${ours.failed} calls of ${path} failed.`)
    if (round > 0) rounds.push({ ours, cpu, ceiling, chain })
  }
  for (const { close } of [page, asking, ...services]) close()
  const perSecond = median(rounds.map(({ ours }) => ours.perSecond))
  const slow = median(rounds.map(({ ours }) => ours.p99Milliseconds))
  return [
    {
      what: `${what}, a second over ${CONNECTIONS} connections (Hono alone with its ${(Buffer.byteLength(text) / 1024).toFixed(0)} KB)`,
      measured: `${perSecond.toFixed(0)} (${median(rounds.map(({ ceiling }) => ceiling.perSecond)).toFixed(0)})`,
      goal: `≥ ${aSecond}`,
      reached: perSecond >= aSecond,
    },
    {
      what: `the same HTML from Hono alone that asks ${asks} services of Hono and postgres.js for one row each; and ours beside it`,
      measured: `${median(rounds.map(({ chain }) => chain.perSecond)).toFixed(0)}; ${median(rounds.map(({ ours, chain }) => ours.perSecond / chain.perSecond)).toFixed(2)}`,
    },
    { what: 'the same, p99', measured: `${slow.toFixed(1)} ms`, ...(p99 !== undefined && { goal: `≤ ${p99} ms`, reached: slow <= p99 }) },
    { what: 'the same, CPU of the whole platform for one', measured: `${median(rounds.map(({ cpu }) => cpu)).toFixed(1)} ms` },
  ]
}

/** A big team's page and a learner's home as fast as they come, on a platform whose services are processes of their own. */
export const teamPage = async (): Promise<Figure[]> => {
  const { dataFolder, remove } = temporaryData()
  const platform = await runPlatform(dataFolder, { processes: true })
  try {
    await fill(platform.urls.postgres, PEOPLE, COURSES)
    const teamId = await fillTeam(platform.urls.postgres, PEOPLE)
    const { web, inbox } = platform.urls
    const manager = await signedIn(web, inbox ?? '', 'maryse@rivages.example')
    const learner = await signedIn(web, inbox ?? '', 'amal@rivages.example')
    const team = { what: `team page, ${PEOPLE} people × ${COURSES} courses`, who: manager, path: `/teams/${teamId}`, aSecond: 150, asks: 4 }
    const home = { what: "a learner's home", who: learner, path: '/', aSecond: 800, asks: 1, p99: 20 }
    return [...(await measurePage(platform, team)), ...(await measurePage(platform, home))]
  } finally {
    await platform.stop()
    remove()
  }
}

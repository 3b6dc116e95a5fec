import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { LearningPathPublished, MicroCoursePublished } from '@handrail/contracts'
import { start } from '@handrail/progress'
import type { TestServers } from '@handrail/testing/servers'
import { openStageOn, until } from '@handrail/testing/stage'
import { v7 as uuidv7 } from 'uuid'
import { type Call, drive } from './drive.ts'
import { cpuSeconds, type Figure, median } from './figures.ts'
import { insertsPerSecond, readyForInserts } from './pgbench.ts'

const ROUNDS = 5
const SECONDS = 4
const CONNECTIONS = 8
const PEOPLE = 300
const COURSES = 40
const CARDS = 7

const spawned = (file: string, env: Record<string, string>) =>
  spawn(process.execPath, [file], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] })

const stopped = async (child: ReturnType<typeof spawned>) => {
  child.kill('SIGTERM')
  await new Promise((resolve) => child.once('exit', resolve))
}

/** Card completions a second through one progress process, beside a bare upsert, and the CPU time of each. */
export const cardCompletions = async (servers: TestServers): Promise<Figure[]> => {
  const stage = await openStageOn(servers)
  const env = await stage.environmentFor('progress')
  // Migrate and learn the courses in this process, then serve from one of its own, as in production.
  const teacher = await start(env)
  const courses = Array.from({ length: COURSES }, (_, n) => `course-${n}`)
  const cards = Array.from({ length: CARDS }, (_, n) => ({ cardId: `card-${n}`, rightChoiceIds: n === 3 ? ['right'] : [] }))
  const title = { en: 'A course', fr: 'Une formation' }
  for (const courseId of courses) {
    const data = {
      courseId,
      courseVersion: 1,
      competencyId: 'competency',
      fromLevel: 2,
      toLevel: 3,
      minutes: 5,
      kilobytes: 10,
      title,
      canDo: title,
      cards,
      state: 'published',
    } as const
    await stage.publish(MicroCoursePublished, { organizationId: null, aggregateId: courseId, data })
  }
  const steps = courses.map((courseId) => ({ courseId, courseVersion: 1, minutes: 5 }))
  await stage.publish(LearningPathPublished, {
    organizationId: null,
    aggregateId: 'path',
    data: { pathId: 'path', pathVersion: 1, title, summary: title, steps, grantsRole: null },
  })
  const organizationId = uuidv7()
  const people = await Promise.all(
    Array.from({ length: PEOPLE }, async () => {
      const personId = uuidv7()
      return { personId, token: await stage.tokenFor({ personId, organizationId }, '2h') }
    }),
  )
  const [first] = people
  await until(
    async () =>
      (
        await fetch(`${teacher.url}/api/v1/course-progress/course-${COURSES - 1}/cards/card-0`, {
          method: 'PUT',
          headers: { authorization: `Bearer ${first?.token}`, 'content-type': 'application/json' },
          body: JSON.stringify({ courseVersion: 1 }),
        })
      ).ok,
  )
  await teacher.stop()

  const port = String(new URL(teacher.url).port)
  const progress = spawned(fileURLToPath(new URL('../../services/progress/src/main.ts', import.meta.url)), { ...env, PORT: port, LOG_LEVEL: 'warn' })
  const bareUrlOf = new URL(servers.postgresUrl)
  bareUrlOf.pathname = '/postgres'
  const bare = spawned(fileURLToPath(new URL('bare-server.ts', import.meta.url)), { BARE_DATABASE_URL: bareUrlOf.toString() })
  const bareUrl = await new Promise<string>((resolve) => createInterface(bare.stdout).once('line', resolve))
  await until(async () => (await fetch(`${teacher.url}/readyz`)).ok, 30_000)

  // Every round completes cards that were not completed before, in shuffled order of people.
  const all: { personId: string; token: string; courseId: string; cardId: string }[] = []
  for (const courseId of courses) for (const { cardId } of cards) for (const person of people) all.push({ ...person, courseId, cardId })
  const share = Math.floor(all.length / (ROUNDS + 1))
  const completion = (at: (typeof all)[number]): Call => ({
    method: 'PUT',
    path: `/api/v1/course-progress/${at.courseId}/cards/${at.cardId}`,
    headers: { authorization: `Bearer ${at.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ courseVersion: 1, choiceIds: at.cardId === 'card-3' ? ['right'] : [] }),
  })
  const upsert = (at: (typeof all)[number]): Call => ({
    method: 'PUT',
    path: `/bare/${at.personId}/${at.courseId}/${at.cardId}`,
    headers: { 'content-type': 'application/json' },
    body: '{"done":true}',
  })

  const measured = async (url: string, pid: number | undefined, calls: Call[]) => {
    const roots = [pid, servers.postgresPid].filter((each) => each !== undefined)
    const before = cpuSeconds(roots)
    const driven = await drive(url, calls, { connections: CONNECTIONS, seconds: SECONDS })
    if (driven.failed > 0) throw new Error(`${driven.failed} calls to ${url} failed.`)
    return { ...driven, cpuMilliseconds: ((cpuSeconds(roots) - before) * 1000) / (driven.perSecond * SECONDS) }
  }
  await readyForInserts(bareUrlOf.toString())
  const rounds = []
  for (let round = 0; round <= ROUNDS; round++) {
    const cut = all.slice(round * share, (round + 1) * share)
    const ours = await measured(teacher.url, progress.pid, cut.map(completion))
    const ceiling = await measured(bareUrl, bare.pid, cut.map(upsert))
    const inserts = await insertsPerSecond(bareUrlOf.toString(), { clients: CONNECTIONS, seconds: SECONDS })
    if (round > 0) rounds.push({ ours, ceiling, inserts })
  }
  await stopped(progress)
  await stopped(bare)
  await stage.close()

  const ratio = median(rounds.map(({ ours, ceiling }) => ours.perSecond / ceiling.perSecond))
  const cpu = median(rounds.map(({ ours }) => ours.cpuMilliseconds))
  const bareCpu = median(rounds.map(({ ceiling }) => ceiling.cpuMilliseconds))
  const perSecond = Math.round(median(rounds.map(({ ours }) => ours.perSecond)))
  const bareperSecond = Math.round(median(rounds.map(({ ceiling }) => ceiling.perSecond)))
  const inserts = median(rounds.flatMap((round) => round.inserts ?? []))
  const besideInserts = median(rounds.flatMap((round) => (round.inserts === null ? [] : round.ours.perSecond / round.inserts)))
  return [
    { what: `card completions a second, one process, driven by ${rounds[0]?.ours.by}`, measured: `${perSecond}` },
    { what: 'the bare Hono and postgres.js upsert in the same rounds', measured: `${bareperSecond}` },
    { what: 'ratio, median of the rounds', measured: ratio.toFixed(2), goal: '≥ 0.25', reached: ratio >= 0.25 },
    {
      what: `single inserts by pgbench with ${CONNECTIONS} clients, and ours beside them`,
      measured: Number.isNaN(inserts) ? 'pgbench is not there' : `${inserts.toFixed(0)}; ${besideInserts.toFixed(2)}`,
    },
    {
      what: 'CPU a completion, server and PostgreSQL (the bare upsert)',
      measured: `${cpu.toFixed(2)} ms (${bareCpu.toFixed(2)} ms)`,
      goal: '≤ 1 ms',
      reached: cpu <= 1,
    },
  ]
}

import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { TestServers } from '@handrail/testing/servers'
import { openStageOn } from '@handrail/testing/stage'
import { addEvents, assignmentRoad } from './assignment-events.ts'
import { cpuSeconds, type Figure, median } from './figures.ts'

const TENTHS = 10
const LONGER = 1.1

const residentMegabytes = (pid: number) => Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(/^VmRSS:\s+(\d+)/m)?.[1] ?? 0) / 1024

/** A new listener is told everything that ever happened: whether the last of it takes longer than the first, and the memory it takes. */
export const replay =
  (events: number) =>
  async (servers: TestServers): Promise<Figure[]> => {
    const stage = await openStageOn(servers)
    const road = await assignmentRoad(stage)
    const tenth = events / TENTHS
    for (let n = 0; n < TENTHS; n++) await addEvents(road.outbox, n * tenth, tenth)
    await road.outbox`vacuum analyze outbox`
    const relay = road.relay()
    const began = performance.now()
    while (!(await road.isPublished())) await sleep(500)
    const relayed = (events * 1000) / (performance.now() - began)
    await relay.stop()

    const file = fileURLToPath(new URL('listener-process.ts', import.meta.url))
    const listener = spawn(process.execPath, [file], {
      env: { ...process.env, NATS_URL: stage.natsUrl, APP_DATABASE_URL: road.listenerUrl },
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    const pid = listener.pid ?? 0
    const roots = [pid, servers.postgresPid].filter((each) => each !== undefined)
    const marks: { at: number; cpu: number; heard: number }[] = []
    const resident: { share: number; megabytes: number }[] = []
    while (marks.length <= TENTHS) {
      const { done: heard } = await road.progressOfListener()
      if (heard > 0) resident.push({ share: heard / events, megabytes: residentMegabytes(pid) })
      if (heard > 0 && heard >= marks.length * tenth) marks.push({ at: performance.now(), cpu: cpuSeconds(roots), heard })
      await sleep(100)
    }
    listener.kill('SIGTERM')
    await new Promise((resolve) => listener.once('exit', resolve))
    await road.close()
    await stage.close()

    const microseconds = (n: number, of: (mark: (typeof marks)[number]) => number) => {
      const [from, to] = [marks[n], marks[n + 1]]
      return from && to ? of(to) - of(from) : Number.NaN
    }
    const tenths = marks.slice(1).map((to, n) => ({
      time: (microseconds(n, ({ at }) => at) * 1e3) / (to.heard - (marks[n]?.heard ?? 0)),
      cpu: (microseconds(n, ({ cpu }) => cpu) * 1e6) / (to.heard - (marks[n]?.heard ?? 0)),
    }))
    if (process.env.BENCH_ROUNDS) console.log(tenths)
    const [first, last] = [tenths[0], tenths.at(-1)]
    const time = (last?.time ?? 0) / (first?.time ?? 0)
    const cpu = (last?.cpu ?? 0) / (first?.cpu ?? 0)
    const around = (share: number) => median(resident.filter((each) => Math.abs(each.share - share) <= 0.05).map(({ megabytes }) => megabytes))
    const [early, late] = [around(0.2), around(1)]
    return [
      { what: `events published from the outbox first, a second (${events} in all)`, measured: relayed.toFixed(0) },
      { what: 'events a second replayed into a projection', measured: ((events * 1000) / ((marks.at(-1)?.at ?? 0) - (marks[0]?.at ?? 0))).toFixed(0) },
      {
        what: 'time an event, first and last tenth',
        measured: `${first?.time.toFixed(0)} and ${last?.time.toFixed(0)} µs, × ${time.toFixed(2)}`,
        goal: `≤ ${LONGER}`,
        reached: time <= LONGER,
      },
      {
        what: 'CPU time an event, listener and PostgreSQL, first and last tenth',
        measured: `${first?.cpu.toFixed(0)} and ${last?.cpu.toFixed(0)} µs, × ${cpu.toFixed(2)}`,
        goal: `≤ ${LONGER}`,
        reached: cpu <= LONGER,
      },
      {
        what: 'memory of the listener, at 20 % and at the end',
        measured: `${early.toFixed(0)} and ${late.toFixed(0)} MB`,
        goal: `≤ × ${LONGER}`,
        reached: late <= early * LONGER,
      },
    ]
  }

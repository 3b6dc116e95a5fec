import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { TestServers } from '@handrail/testing/servers'
import { type Call, drive } from './drive.ts'
import { cpuSeconds, type Figure, median } from './figures.ts'
import { completion, type OpenCard, openCards, spawned, stopped } from './open-cards.ts'
import { insertsPerSecond, readyForInserts } from './pgbench.ts'

const ROUNDS = 5
const SECONDS = 4
const CONNECTIONS = 8

/** Card completions a second through one progress process, beside a bare upsert, and the CPU time of each. */
export const cardCompletions = async (servers: TestServers): Promise<Figure[]> => {
  const progress = await openCards(servers)
  const bareUrlOf = new URL(servers.postgresUrl)
  bareUrlOf.pathname = '/postgres'
  const bare = spawned(fileURLToPath(new URL('bare-server.ts', import.meta.url)), { BARE_DATABASE_URL: bareUrlOf.toString() })
  const bareUrl = await new Promise<string>((resolve) => createInterface(bare.stdout).once('line', resolve))

  // Every round completes cards that were not completed before.
  const share = Math.floor(progress.all.length / (ROUNDS + 1))
  const upsert = (at: OpenCard): Call => ({
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
    const cut = progress.all.slice(round * share, (round + 1) * share)
    const ours = await measured(progress.url, progress.pid, cut.map(completion))
    const ceiling = await measured(bareUrl, bare.pid, cut.map(upsert))
    const inserts = await insertsPerSecond(bareUrlOf.toString(), { clients: CONNECTIONS, seconds: SECONDS })
    if (round > 0) rounds.push({ ours, ceiling, inserts })
  }
  await stopped(bare)
  await progress.close()

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

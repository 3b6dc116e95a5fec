import type { TestServers } from '@handrail/testing/servers'
import { until } from '@handrail/testing/stage'
import { drive } from './drive.ts'
import { type Figure, median } from './figures.ts'
import { completion, openCards } from './open-cards.ts'
import { ownNats } from './own-nats.ts'

const ROUNDS = 5
const SECONDS = 3
const CONNECTIONS = 8

/** Card completions a second, the event on a course's last card among them, with NATS and with NATS killed, in turns. */
export const natsDown = async ({ postgresUrl }: TestServers): Promise<Figure[]> => {
  const nats = await ownNats()
  const progress = await openCards({ postgresUrl, natsUrl: nats.url })
  const share = Math.floor(progress.all.length / (2 * ROUNDS + 1))
  let turn = 0
  const completed = async () => {
    const cards = progress.all.slice(turn * share, (turn + 1) * share)
    turn += 1
    const driven = await drive(progress.url, cards.map(completion), { connections: CONNECTIONS, seconds: SECONDS })
    if (driven.failed > 0) throw new Error(`${driven.failed} completions failed.`)
    if (driven.perSecond * SECONDS > share) throw new Error('There were too few cards.')
    return driven.perSecond
  }
  await completed()
  const rounds: { up: number; down: number }[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const up = await completed()
    await nats.kill()
    const down = await completed()
    await nats.start()
    await until(async () => (await fetch(`${progress.url}/readyz`)).ok, 30_000)
    rounds.push({ up, down })
  }
  if (process.env.BENCH_ROUNDS) console.log(rounds)
  await progress.close()
  await nats.remove()
  const ratio = median(rounds.map(({ up, down }) => down / up))
  return [
    { what: 'card completions a second, NATS there', measured: median(rounds.map(({ up }) => up)).toFixed(0) },
    { what: 'the same with NATS killed, in turns', measured: median(rounds.map(({ down }) => down)).toFixed(0) },
    { what: 'ratio, median of the rounds', measured: ratio.toFixed(2), goal: '≥ 0.9', reached: ratio >= 0.9 },
  ]
}

import { setTimeout as sleep } from 'node:timers/promises'
import { type Dice, dice } from '../dice.ts'
import type { Stage } from '../stage.ts'
import type { Fault, FaultLog, Hands } from './fault.ts'
import { messageFaults } from './messages.ts'
import { processFaults } from './processes.ts'
import { serverFaults } from './servers.ts'

const lanes = { 'server faults': serverFaults, 'other faults': [...processFaults, ...messageFaults] } as const

/** All that must happen, in any order, then the others, and then again and again what did not come about before, and all there is. */
function* inTurn(faults: readonly Fault[], dice: Dice, isMissing: (fault: Fault) => boolean) {
  yield* dice.shuffled(faults.filter(({ must }) => must))
  yield* dice.shuffled(faults.filter(({ must }) => !must))
  for (;;) {
    yield* faults.filter(isMissing)
    yield* dice.shuffled(faults)
  }
}

/** Two lanes of faults: one for the servers, one for all else. */
export const openFaults = (
  stage: Stage,
  seed: number,
  log: FaultLog,
  { say, ...limits }: Pick<Hands, 'longest' | 'longestHold'> & { say: (what: string) => void },
) => {
  let over = false
  let alone: Promise<unknown> = Promise.resolve()
  const exclusively = (work: () => Promise<void>) => {
    const done = alone.then(work)
    alone = done.catch(() => {})
    return done
  }
  const inject = async ({ name, inject: work }: Fault, hands: Hands) => {
    const span = { what: name, from: Date.now(), to: Number.POSITIVE_INFINITY }
    log.spans.push(span)
    say(name)
    try {
      if ((await work(hands)) === false) say(`${name}: it did not come about`)
      else log.injected.set(name, (log.injected.get(name) ?? 0) + 1)
    } catch (error) {
      // A fault may fail on the trouble that another one makes: publishing poison while NATS is held, say.
      say(`${name}: ${error instanceof Error ? error.message : error}`)
    } finally {
      span.to = Date.now()
    }
  }
  const lane = async (name: keyof typeof lanes) => {
    const chance = dice(seed, name)
    const hands = { stage, dice: chance, log, ...limits }
    for (const fault of lanes[name]) log.injected.set(fault.name, 0)
    for (const fault of inTurn(lanes[name], chance, ({ name }) => log.injected.get(name) === 0)) {
      await sleep(chance.between(800, 3_000))
      if (over) return
      await (name === 'other faults' || fault.isAlone ? exclusively(() => inject(fault, hands)) : inject(fault, hands))
    }
  }
  const mustCome = Object.values(lanes)
    .flat()
    .filter(({ must }) => must)
  return {
    start: () => {
      const going = [lane('server faults'), lane('other faults')]
      return {
        allCame: () => mustCome.every(({ name }) => log.injected.get(name)),
        stop: async () => {
          over = true
          await Promise.all(going)
        },
      }
    },
  }
}

import { setTimeout as sleep } from 'node:timers/promises'
import { type ServiceName, services } from '@handrail/contracts'
import { IN_FLIGHT } from '@handrail/notifications'
import type { Dice } from '../dice.ts'
import type { Replica } from '../replica.ts'
import type { Stage } from '../stage.ts'

/** `type`: only who hears that type finds it poisonous; null: everybody who hears the aggregate. */
export type Poison = { subject: string; from: ServiceName; aggregate: string; type: string | null; message: string }
export type Span = { what: string; from: number; to: number }

export const openFaultLog = () => ({
  /** How often each kind of fault was injected; with 0 those that never came about. */
  injected: new Map<string, number>(),
  spans: [] as Span[],
  poison: [] as Poison[],
  /** Messages that no listener asked for: they must leave no trace. */
  strangers: [] as string[],
  /** How many mails at most were on their way in a process, or a database, that was then taken away. */
  mailsOnTheirWay: 0,
  /** Events that were written and published while one of their service's two processes was away. */
  takenOver: 0,
  /** Faults that this machine does not allow, and why. */
  impossible: new Map<string, string>(),
})
export type FaultLog = ReturnType<typeof openFaultLog>

export type Hands = { stage: Stage; dice: Dice; log: FaultLog; longest: number; longestHold: number }
/** Breaks something, and mends it before it ends; answers `false` where it did not come about. `must`: it stands first in a run. */
export type Fault = { name: string; must?: true; isAlone?: true; inject(hands: Hands): Promise<unknown> }

/** Of each process that sends mails so many may be on their way. */
export const mailsOnTheirWay = ({ log }: Hands, service: ServiceName | 'web', processes: number) => {
  if (service === 'notifications') log.mailsOnTheirWay += IN_FLIGHT * processes
}

export const someReplica = ({ stage, dice }: Hands): Replica => dice.one(stage.replicas.filter(({ service }) => service !== 'web'))
export const someService = ({ dice }: Hands): ServiceName => dice.one(services)
export const aWhile = ({ dice, longest }: Hands) => sleep(dice.between(1_000, longest))

/** Until a process answers, be it that it is not ready: with a wrong clock it never is. */
export const untilHeard = async (replica: Replica) => {
  for (let waited = 0; waited < 30_000 && !(await replica.isHeard()); waited += 250) await sleep(250)
}

/** Until a process that was started again is there, or it has had a minute. */
export const untilBack = async (replica: Replica) => {
  for (let waited = 0; waited < 60_000 && !(await replica.isReady()); waited += 250) await sleep(250)
}

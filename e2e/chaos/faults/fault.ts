import { setTimeout as sleep } from 'node:timers/promises'
import { type ServiceName, services } from '@handrail/contracts'
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
  /** Digests that were being sent when their process, or its database, was taken away. */
  mailsOnTheirWay: new Set<string>(),
  /** Events that were written and published while one of their service's two processes was away. */
  takenOver: 0,
  /** Faults that this machine does not allow, and why. */
  impossible: new Map<string, string>(),
})
export type FaultLog = ReturnType<typeof openFaultLog>

export type Hands = { stage: Stage; dice: Dice; log: FaultLog; longest: number; longestHold: number }
/** Breaks something, and mends it before it ends; answers `false` where it did not come about. `must`: it stands first in a run. */
export type Fault = { name: string; must?: true; isAlone?: true; inject(hands: Hands): Promise<unknown> }

/** What was written down a moment before a process ended may still be on its way to the disk. */
const LANDS_MS = 300
/** A mail that nobody disturbs is on its way for some seconds, and some more where others hang before it. */
const MAIL_MS = 30_000
/** The longest that one is: its process is held still, and PostgreSQL before and after it. What is older has another cause. */
const longestMail = ({ longest, longestHold }: Hands) => MAIL_MS + longestHold + 2 * longest
const PATIENCE_MS = 60_000

/**
 * Notes the mails that are on their way, when a process that sends them, or its database, was taken away since `from`: what was
 * cut off stays `sending` for longer than this takes. Looks again until PostgreSQL answers, which the other lane may have taken away.
 */
export const noteMailsOnTheirWay = async (hands: Hands, service: ServiceName | 'web', from: number) => {
  const { stage, log } = hands
  if (service !== 'notifications') return
  await sleep(LANDS_MS)
  const deadline = Date.now() + PATIENCE_MS
  while (Date.now() < deadline) {
    const rows = await stage.admin.notifications<{ id: string }[]>`
      select digest_id::text as id from digests where state = 'sending' and attempted_at > ${new Date(from - longestMail(hands))}`.catch(() => undefined)
    for (const { id } of rows ?? []) log.mailsOnTheirWay.add(id)
    if (rows) return
    await sleep(250)
  }
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

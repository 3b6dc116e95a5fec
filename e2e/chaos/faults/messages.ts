import { randomUUID } from 'node:crypto'
import { type ServiceName, services, streamOf } from '@handrail/contracts'
import { consumersOf } from '../checks/listeners.ts'
import type { Dice } from '../dice.ts'
import type { Fault, Hands, Poison } from './fault.ts'

const publish = async ({ stage }: Pick<Hands, 'stage'>, messages: readonly { subject: string; payload: string | Uint8Array }[]) => {
  const nats = await stage.connectAsOperator()
  try {
    for (const { subject, payload } of messages) await nats.jetstream().publish(subject, payload, { timeout: 5_000 })
  } finally {
    await nats.close()
  }
}

const consumers = services.flatMap((service) => consumersOf(service))

const envelope = (from: ServiceName, type: string) => ({
  specversion: '1.0',
  id: randomUUID(),
  source: `/services/${from}`,
  type,
  subject: randomUUID(),
  time: new Date().toISOString(),
  datacontenttype: 'application/json',
  organizationid: randomUUID(),
  aggregateversion: 1,
})

const makePoison = (dice: Dice): Poison => {
  const { from, aggregate, definitions: known } = dice.one(consumers)
  const type = [...known.keys()][0] ?? ''
  const [message, poisonsType] = dice.one([
    [`{"id": "${randomUUID()}", "cut off`, false],
    [JSON.stringify({ hello: randomUUID() }), false],
    [JSON.stringify({ ...envelope(from, type), aggregateversion: -1, data: {} }), false],
    [JSON.stringify({ ...envelope(from, type), data: { notAsAgreed: randomUUID() } }), true],
    [JSON.stringify({ ...envelope(from, type), data: { tooMuch: randomUUID() + 'x'.repeat(700_000) } }), true],
  ] as const)
  return { subject: `handrail.${from}.${aggregate}.poison.v1.p00`, from, aggregate, type: poisonsType ? type : null, message }
}

/** Publishes what it was told to, so that a lost store loses no poison. */
export const publishPoison = (hands: Pick<Hands, 'stage'>, poison: readonly Poison[]) =>
  publish(
    hands,
    poison.map(({ subject, message }) => ({ subject, payload: message })),
  )

/** Messages of before, each twice, in any order. */
export const repeatAndShuffle = async (hands: Pick<Hands, 'stage' | 'dice'>) => {
  const { stage, dice } = hands
  const nats = await stage.connectAsOperator()
  const again: { subject: string; payload: Uint8Array }[] = []
  try {
    const jsm = await nats.jetstreamManager()
    for (const service of services) {
      const { state } = await jsm.streams.info(streamOf(service))
      const span = state.last_seq - state.first_seq
      for (let count = 0; count < Math.min(span, 25); count += 1) {
        const seq = dice.between(Math.max(state.first_seq, state.last_seq - 120), state.last_seq)
        const found = await jsm.streams.getMessage(streamOf(service), { seq }).catch(() => undefined)
        if (found) again.push({ subject: found.subject, payload: found.data })
      }
    }
  } finally {
    await nats.close()
  }
  await publish(hands, dice.shuffled([...again, ...again]))
}

export const messageFaults: readonly Fault[] = [
  {
    name: 'poison messages',
    must: true,
    inject: async (hands) => {
      const poison = Array.from({ length: hands.dice.between(2, 5) }, () => makePoison(hands.dice))
      hands.log.poison.push(...poison)
      await publishPoison(hands, poison)
    },
  },
  { name: 'messages repeated and shuffled', must: true, inject: repeatAndShuffle },
  {
    name: 'messages of a type that is not known yet',
    inject: async (hands) => {
      const { from, aggregate } = hands.dice.one(consumers)
      const stranger = envelope(from, `${from}.${aggregate}-foretold.v9`)
      hands.log.strangers.push(stranger.id)
      await publish(hands, [{ subject: `handrail.${from}.${aggregate}.foretold.v9.p00`, payload: JSON.stringify({ ...stranger, data: {} }) }])
    },
  },
]

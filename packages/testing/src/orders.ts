import { randomUUID } from 'node:crypto'
import type { Envelope } from '@handrail/contracts'
import { type Consumer, receive, receiveMany, takesMany } from '@handrail/events'
import type { Database } from '@handrail/postgres'
import fc from 'fast-check'

/** Any order of a list in which every item comes at least once, and some come again. */
const shuffledWithRepeats = <Item>(items: readonly Item[]): fc.Arbitrary<Item[]> =>
  fc
    .tuple(fc.shuffledSubarray([...items], { minLength: items.length }), fc.array(fc.tuple(fc.nat(items.length - 1), fc.nat()), { maxLength: items.length }))
    .map(([order, again]) => {
      const sent = [...order]
      for (const [which, place] of again) {
        const item = items[which]
        if (item !== undefined) sent.splice(place % (sent.length + 1), 0, item)
      }
      return sent
    })

/** One run's own organization and ids, so that runs do not meet. */
export type Scope = { organizationId: string; id(name: string): string }

const newScope = (): Scope & { plain(text: string): string } => {
  const known = new Map<string, string>()
  const id = (name: string) => {
    const made = known.get(name) ?? randomUUID()
    known.set(name, made)
    return made
  }
  const organizationId = id('organization')
  const plain = (text: string) => [...known].reduce((before, [name, made]) => before.replaceAll(made, name), text)
  return { organizationId, id, plain }
}

/**
 * Shows that a consumer's rows do not depend on the order in which an aggregate's events arrive, nor on how often:
 * sends them in generated orders with repetitions, each in an organization of its own, and compares `rows` with those
 * of the plain order; also that events which an erasure has emptied change nothing, and, where the consumer takes many
 * at once, that it does not matter how they are cut. Throws fast-check's report, with the seed, when two differ.
 */
export const expectSameRowsInAnyOrder = async (options: {
  database: Database<any>
  consumer: Consumer<any>
  /** The events in their true order; make every id with `scope.id(name)`. */
  events(scope: Scope): Envelope[]
  rows(scope: Scope): Promise<unknown>
  runs?: number
}): Promise<void> => {
  const { database, consumer } = options
  const play = async (order: (envelopes: Envelope[]) => Envelope[], together = 1) => {
    const scope = newScope()
    const sent = order(options.events(scope)).map((envelope) => JSON.stringify(envelope))
    for (let at = 0; at < sent.length; at += together) {
      const some = sent.slice(at, at + together)
      if (together > 1 && takesMany(consumer)) await receiveMany(database, consumer, some)
      else for (const message of some) await receive(database, consumer, message)
    }
    return scope.plain(JSON.stringify(await options.rows(scope)))
  }
  const expected = await play((envelopes) => envelopes)
  if (!consumer.everyVersion) {
    const emptied = await play((envelopes) => envelopes.map((envelope, place) => (place < envelopes.length - 1 ? { ...envelope, data: null } : envelope)))
    const alone = await play((envelopes) => envelopes.slice(-1))
    if (emptied !== alone) throw new Error(`Rows differ once an erasure has emptied earlier events.\nlast alone: ${alone}\nemptied:    ${emptied}`)
  }
  const places = options.events(newScope()).map((_, place) => place)
  await fc.assert(
    fc.asyncProperty(shuffledWithRepeats(places), fc.integer({ min: 1, max: takesMany(consumer) ? 2 * places.length : 1 }), async (order, together) => {
      const found = await play((envelopes) => order.flatMap((place) => envelopes[place] ?? []), together)
      if (found !== expected) throw new Error(`Rows differ.\nin order:  ${expected}\nshuffled:  ${found}`)
    }),
    { numRuns: options.runs ?? 25 },
  )
}

import { createHash } from 'node:crypto'

/**
 * The same things in another order, never the given one. It follows from the ids alone, so a reload, the other language
 * and every device show the same.
 */
export const mixed = <Thing>(cardId: string, things: readonly Thing[], idOf: (thing: Thing) => string): Thing[] => {
  const key = (thing: Thing) =>
    createHash('sha256')
      .update(`${cardId} ${idOf(thing)}`)
      .digest('hex')
  const [first, ...others] = things.map((thing) => ({ thing, key: key(thing) })).sort((one, other) => (one.key < other.key ? -1 : 1))
  if (!first) return []
  const order = [first, ...others].map(({ thing }) => thing)
  return order.every((thing, index) => thing === things[index]) ? [...others.map(({ thing }) => thing), first.thing] : order
}

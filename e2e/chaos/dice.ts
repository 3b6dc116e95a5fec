import { createHash } from 'node:crypto'
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/**
 * Chance that can be repeated. Everybody who throws has dice of their own, made from the seed and a name: what one
 * does more often, because a fault made it wait less, changes nothing for the others.
 */
export const dice = (seed: number, name: string) => {
  const generator = xoroshiro128plus(createHash('sha256').update(`${seed} ${name}`).digest().readInt32LE())
  const between = (least: number, most: number) => uniformInt(generator, least, most)
  const one = <Item>(items: readonly Item[]): Item => {
    const item = items[between(0, items.length - 1)]
    if (item === undefined) throw new Error(`${name} has nothing to choose from.`)
    return item
  }
  const shuffled = <Item>(items: readonly Item[]): Item[] =>
    items
      .map((item) => ({ item, place: uniformFloat64(generator) }))
      .sort((a, b) => a.place - b.place)
      .map(({ item }) => item)
  return { between, one, shuffled, happens: (chance: number) => uniformFloat64(generator) < chance }
}
export type Dice = ReturnType<typeof dice>

import { expect, it } from 'vitest'
import { barLine, partOf } from './bar.ts'

it.each([
  [0, '[........................]   0 %  people: outbox'],
  [0.5, '[############............]  50 %  people: outbox'],
  [0.999, '[#######################.]  99 %  people: outbox'],
  [1, '[########################] 100 %  people: outbox'],
  [undefined, 'people: outbox'],
])('a bar of %s', (share, line) => {
  expect(barLine('people: outbox', share, 80)).toBe(line)
})

it('stays on one line of a narrow terminal', () => {
  expect(barLine('a'.repeat(100), 0.5, 40)).toHaveLength(40)
})

it('of two parts, one after the other, only grows', () => {
  const seen: number[] = []
  for (const part of [partOf((_, share = -1) => seen.push(share), 0, 0.8), partOf((_, share = -1) => seen.push(share), 0.8, 1)])
    for (const share of [0, 0.5, 1]) part('', share)
  expect(seen.map((share) => share.toFixed(2))).toEqual(['0.00', '0.40', '0.80', '0.80', '0.90', '1.00'])
})

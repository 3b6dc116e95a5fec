import { expect, it } from 'vitest'
import { untilExpiry } from './until-expiry.ts'

it('gives back what has not expired', () => {
  const kept = untilExpiry<string>(10)
  kept.set('token', 'Amal', 5_000, 0)
  expect(kept.get('token', 4_999)).toBe('Amal')
  expect(kept.get('token', 5_000)).toBeUndefined()
})

it('keeps as many as are valid at a time, however many there have been', () => {
  const kept = untilExpiry<number>(10_000)
  for (let minute = 0; minute < 1_000; minute += 1) kept.set(`token of minute ${minute}`, minute, minute + 5, minute)
  expect(kept.size).toBe(5)
})

it('never keeps more than it may', () => {
  const kept = untilExpiry<number>(3)
  for (let n = 0; n < 10; n += 1) kept.set(String(n), n, 60_000, 0)
  expect(kept.size).toBeLessThanOrEqual(3)
  expect(kept.get('9', 0)).toBe(9)
})

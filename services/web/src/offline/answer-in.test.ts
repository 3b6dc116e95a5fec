import { ComfortLevel, Sureness } from '@handrail/contracts'
import { expect, test } from 'vitest'
import { answerIn } from './answer-in.ts'

const form = (fields: Record<string, string>) => new URLSearchParams(fields)

test('every level and every sureness of the contract is read as it is', () => {
  const levels = [1, 2, 3, 4, 'unknown', 'not-my-job'] as const
  for (const level of levels) for (const sureness of Sureness.options) expect(answerIn(form({ level: String(level), sureness }))).toEqual({ level, sureness })
  // The contract knows no other.
  expect([0, 5, 2.5, '3', 'other'].some((level) => ComfortLevel.safeParse(level).success)).toBe(false)
  expect(levels.every((level) => ComfortLevel.safeParse(level).success)).toBe(true)
})

test('how sure may stay open, and nonsense is no answer', () => {
  expect(answerIn(form({ level: '2' }))).toEqual({ level: 2, sureness: null })
  expect(answerIn(form({ level: '2', sureness: 'very' }))).toEqual({ level: 2, sureness: null })
  for (const level of ['', '5', '02', 'NaN', '__proto__']) expect(answerIn(form({ level }))).toBeNull()
  expect(answerIn(form({}))).toBeNull()
})

import { expect, it } from 'vitest'
import { isOver } from './cohort.ts'

it('a cohort is over the day after its last week', () => {
  const cohort = { startsOn: '2026-11-02', weeks: 2 }
  expect([isOver(cohort, '2026-11-15'), isOver(cohort, '2026-11-16')]).toEqual([false, true])
})

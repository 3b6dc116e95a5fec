import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayIn } from './day.ts'
import { finishDay, minutesAWeek } from './finish-date.ts'

describe('minutes a week', () => {
  it('are the protected ones, else what the person said, else fifteen', () => {
    expect(minutesAWeek({ protectedMinutes: 30, saidMinutes: 20 })).toBe(30)
    expect(minutesAWeek({ protectedMinutes: null, saidMinutes: 20 })).toBe(20)
    expect(minutesAWeek({ protectedMinutes: null, saidMinutes: null })).toBe(15)
  })
  it('are never zero, since no date would fit', () => {
    expect(minutesAWeek({ protectedMinutes: 0, saidMinutes: 0 })).toBe(15)
  })
})

describe('the day it is done', () => {
  it('is today with nothing left, and a week from now with a week of minutes left', () => {
    expect(finishDay(0, 15, '2026-11-02')).toBe('2026-11-02')
    expect(finishDay(15, 15, '2026-11-02')).toBe('2026-11-09')
    expect(finishDay(16, 15, '2026-11-02')).toBe('2026-11-10')
  })
  it('never comes earlier with more to do, nor later with more time', () => {
    const minutes = fc.integer({ min: 1, max: 600 })
    fc.assert(
      fc.property(minutes, minutes, minutes, (left, more, week) => {
        expect(finishDay(left + more, week, '2026-11-02') >= finishDay(left, week, '2026-11-02')).toBe(true)
        expect(finishDay(left, week + more, '2026-11-02') <= finishDay(left, week, '2026-11-02')).toBe(true)
      }),
    )
  })
})

describe('a day', () => {
  it('is the one where the person is, and that of UTC where the zone is not known', () => {
    const late = new Date('2026-11-03T03:00:00Z')
    expect(dayIn(late, 'America/Toronto')).toBe('2026-11-02')
    expect(dayIn(late, 'Nowhere/Land')).toBe('2026-11-03')
  })
})

import type { QuietHours } from '@handrail/contracts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quietUntil } from './quiet-hours.ts'

const everyDay = [1, 2, 3, 4, 5, 6, 7]
const until = (instant: string, zone: string, quiet: QuietHours) => quietUntil(new Date(instant), zone, quiet)?.toISOString() ?? null

describe('quiet hours', () => {
  it.each([
    ['2026-11-02T13:00:00Z', 'a Monday at eight in Toronto', '2026-11-02T14:00:00.000Z'],
    ['2026-11-02T13:59:59Z', 'until the last second', '2026-11-02T14:00:00.000Z'],
    ['2026-11-02T14:00:00Z', 'over at nine', null],
    ['2026-11-02T22:59:59Z', 'not begun before six in the evening', null],
    ['2026-11-02T23:00:00Z', 'begun at six', '2026-11-03T14:00:00.000Z'],
    ['2026-11-03T04:30:00Z', 'before midnight', '2026-11-03T14:00:00.000Z'],
    ['2026-11-03T05:30:00Z', 'after midnight', '2026-11-03T14:00:00.000Z'],
  ])('from six in the evening to nine in the morning, %s: %s', (instant, _what, end) => {
    expect(until(instant, 'America/Toronto', { from: 18, to: 9, days: everyDay })).toBe(end)
  })
  it('are of the person’s own clock, Newfoundland’s half hour included', () => {
    expect(until('2026-11-02T11:29:00Z', 'America/St_Johns', { from: 18, to: 8, days: everyDay })).toBe('2026-11-02T11:30:00.000Z')
    expect(until('2026-11-02T11:30:00Z', 'America/St_Johns', { from: 18, to: 8, days: everyDay })).toBe(null)
  })
  it('begin on the days that were chosen, and end the day after', () => {
    const fridays = { from: 16, to: 8, days: [5] }
    expect(until('2026-11-07T12:00:00Z', 'America/Toronto', fridays)).toBe('2026-11-07T13:00:00.000Z')
    expect(until('2026-11-07T23:00:00Z', 'America/Toronto', fridays)).toBe(null)
  })
  it('the same hour twice is a whole day, and days that touch are one rest', () => {
    expect(until('2026-11-07T12:00:00Z', 'America/Toronto', { from: 0, to: 0, days: [6, 7] })).toBe('2026-11-09T05:00:00.000Z')
  })
  it('that nobody chose are none', () => {
    expect(quietUntil(new Date(), 'America/Toronto', null)).toBe(null)
  })
  it('always end later than now, and within a week; then mail may go, but for the night when clocks change', () => {
    const hour = fc.integer({ min: 0, max: 23 })
    const days = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 6 })
    const moments = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
    const zones = fc.constantFrom('America/St_Johns', 'America/Toronto', 'America/Regina', 'America/Vancouver', 'UTC')
    fc.assert(
      fc.property(moments, zones, fc.record({ from: hour, to: hour, days }), (now, zone, quiet) => {
        const end = quietUntil(now, zone, quiet)
        if (end === null) return
        const waited = end.getTime() - now.getTime()
        expect(waited).toBeGreaterThan(0)
        expect(waited).toBeLessThan(7 * 86_400_000)
        const after = quietUntil(end, zone, quiet)
        if (after) expect(after.getTime() - end.getTime()).toBeLessThanOrEqual(2 * 3_600_000)
      }),
    )
  })
})

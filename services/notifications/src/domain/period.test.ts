import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayAt, isTimeZone, periodAt } from './period.ts'

const zones = ['America/St_Johns', 'America/Halifax', 'America/Toronto', 'America/Regina', 'America/Vancouver', 'Pacific/Kiritimati', 'Asia/Kathmandu', 'UTC']
const at = (instant: string, zone: string) => periodAt(new Date(instant), zone)

describe('a digest falls due on Monday at eight, by the clock on the wall', () => {
  it.each([
    ['America/St_Johns', '2026-11-02T11:30:00Z', "Newfoundland's half hour, in winter"],
    ['America/St_Johns', '2026-06-01T10:30:00Z', "Newfoundland's half hour, in summer"],
    ['America/Toronto', '2026-10-26T12:00:00Z', 'the last Monday of daylight time'],
    ['America/Toronto', '2026-11-02T13:00:00Z', 'the morning after the clocks went back'],
    ['America/Toronto', '2026-03-09T12:00:00Z', 'the morning after the clocks went forward'],
    ['America/Regina', '2026-07-06T14:00:00Z', 'where the clocks never change'],
    ['America/Winnipeg', '2026-12-28T14:00:00Z', 'a week that ends in another year'],
  ])('%s, %s: %s', (zone, instant) => {
    expect(at(instant, zone).dueAt.toISOString()).toBe(new Date(instant).toISOString())
  })

  it('the week begins at midnight, in the zone', () => {
    expect(at('2026-11-02T03:29:59Z', 'America/St_Johns').period).toBe('2026-10-26')
    expect(at('2026-11-02T03:30:00Z', 'America/St_Johns').period).toBe('2026-11-02')
    expect(at('2026-11-02T03:30:00Z', 'America/Vancouver').period).toBe('2026-10-26')
  })

  it('in every zone and at every moment: a Monday, eight on the wall, and within the week that it is', () => {
    const moments = fc.date({ min: new Date('2000-01-01'), max: new Date('2060-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(moments, fc.constantFrom(...zones), (now, zone) => {
        const { period, dueAt } = periodAt(now, zone)
        expect(new Date(period).getUTCDay()).toBe(1)
        expect(dayAt(dueAt, zone)).toBe(period)
        expect(new Intl.DateTimeFormat('en-CA', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(dueAt)).toBe('08:00')
        expect(period <= dayAt(now, zone)).toBe(true)
        expect(new Date(dayAt(now, zone)).getTime() - new Date(period).getTime()).toBeLessThan(7 * 86_400_000)
      }),
    )
  })
})

it('knows the names of time zones', () => {
  expect([isTimeZone('America/St_Johns'), isTimeZone('America/Nowhere'), isTimeZone('')]).toEqual([true, false, false])
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sessionEnd } from './session-lifetime.ts'

const HOUR = 3_600_000
const startedAt = new Date('2026-11-02T14:00:00Z')
const after = (hours: number) => new Date(startedAt.getTime() + hours * HOUR)

describe('a session', () => {
  it('rests an hour on a shared device and 30 days on an own one', () => {
    expect(sessionEnd({ startedAt, sharedDevice: true }, startedAt)).toEqual(after(1))
    expect(sessionEnd({ startedAt, sharedDevice: false }, startedAt)).toEqual(after(30 * 24))
  })
  it('never outlives 8 hours on a shared device and 90 days on an own one, however busy', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.double({ min: 0, max: 100 * 24, noNaN: true }), (sharedDevice, hours) => {
        const limit = sharedDevice ? 8 : 90 * 24
        expect(sessionEnd({ startedAt, sharedDevice }, after(hours)).getTime()).toBeLessThanOrEqual(after(limit).getTime())
      }),
    )
  })
})

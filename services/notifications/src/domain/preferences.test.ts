import { describe, expect, it } from 'vitest'
import { applyChange, defaultPreferences, noMail } from './preferences.ts'

describe('changing preferences', () => {
  it('only what is given changes', () => {
    const quietHours = { from: 18, to: 8, days: [1, 2] }
    const { after } = applyChange(defaultPreferences, { quietHours, helpAnswers: undefined })
    expect(after).toEqual({ ...defaultPreferences, quietHours })
    expect(applyChange(after, { digest: 'fortnightly' }).after).toEqual({ ...after, digest: 'fortnightly' })
  })
  it('to what already holds changes nothing, in whatever order it is said', () => {
    const before = { ...defaultPreferences, quietHours: { from: 18, to: 8, days: [1, 2] } }
    const again = { sections: [...before.sections].reverse(), quietHours: { days: [2, 1, 2], to: 8, from: 18 } }
    expect(applyChange(before, again).isChanged).toBe(false)
    expect(applyChange(before, { quietHours: null }).isChanged).toBe(true)
  })
  it('is heard by others only when somebody begins or ends to get the digest', () => {
    expect(applyChange(defaultPreferences, { digest: 'never' }).isHeard).toBe(true)
    expect(applyChange(defaultPreferences, { digest: 'fortnightly' }).isHeard).toBe(false)
    expect(applyChange(defaultPreferences, { sections: ['my-teams'], helpAnswers: 'at-once' }).isHeard).toBe(false)
  })
  it('unsubscribing ends every mail', () => {
    const { after } = applyChange({ ...defaultPreferences, helpAnswers: 'at-once' }, noMail)
    expect(after).toMatchObject({ digest: 'never', helpAnswers: 'with-digest' })
  })
  it('asking for mail is told from everything else', () => {
    expect(
      [{ digest: 'weekly' as const }, { helpAnswers: 'at-once' as const }, noMail, { quietHours: null }].map(
        (change) => applyChange(defaultPreferences, change).asksForMail,
      ),
    ).toEqual([true, true, false, false])
  })
})

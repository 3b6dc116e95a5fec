import { type ComfortLevel, type Level, levels } from '@handrail/contracts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { said } from './assessment-fixture.ts'
import { currentLevels, type Evidence, currentLevel as levelNow } from './current-level.ts'

const monday = new Date('2026-11-02T14:00:00Z')
const tuesday = new Date('2026-11-03T14:00:00Z')

const currentLevel = (rated: ComfortLevel, at: Date, shown: Evidence | undefined) => levelNow({ level: rated, sureness: null, at: at.toISOString() }, shown)
const level = fc.constantFrom<Level>(...levels)
const knownLevel = fc.constantFrom<ComfortLevel>(...levels, 'unknown')
const instant = fc.date({ min: monday, max: new Date(monday.getTime() + 10), noInvalidDate: true })
const evidence = fc.option(fc.record({ level, at: instant }), { nil: undefined })

describe('the current level', () => {
  it('is the self-rating where there is no evidence', () => {
    expect(currentLevel(2, monday, undefined)).toEqual({ level: 2, from: 'self-rating' })
  })
  it('is the self-rating over older evidence, even a lower one', () => {
    expect(currentLevel(2, tuesday, { level: 4, at: monday })).toEqual({ level: 2, from: 'self-rating' })
  })
  it('is evidence recorded after the rating', () => {
    expect(currentLevel(2, monday, { level: 3, at: tuesday })).toEqual({ level: 3, from: 'evidence' })
  })
  it('is the self-rating at the same instant', () => {
    expect(currentLevel(2, monday, { level: 3, at: monday })).toEqual({ level: 2, from: 'self-rating' })
  })
  it('is what a check has shown where the person is not sure, however long ago', () => {
    expect(currentLevel('unknown', tuesday, { level: 3, at: monday })).toEqual({ level: 3, from: 'evidence' })
  })
  it('is not their job where they say so, whatever a check has shown', () => {
    expect(currentLevel('not-my-job', monday, { level: 4, at: tuesday })).toEqual({ level: 'not-my-job', from: 'self-rating' })
  })
  it('is what a check has shown where nothing was answered', () => {
    expect(levelNow(undefined, { level: 2, at: monday })).toEqual({ level: 2, from: 'evidence' })
  })
  it('is unknown exactly where nothing is known', () =>
    fc.assert(
      fc.property(knownLevel, instant, evidence, (rated, at, shown) => {
        expect(currentLevel(rated, at, shown).level === 'unknown').toBe(rated === 'unknown' && shown === undefined)
      }),
    ))
  it('is always what the newest of those that say something says', () =>
    fc.assert(
      fc.property(knownLevel, instant, evidence, (rated, ratedAt, shown) => {
        const says = [...(rated === 'unknown' ? [] : [{ level: rated, at: ratedAt, from: 'self-rating' }]), ...(shown ? [{ ...shown, from: 'evidence' }] : [])]
        const [newest] = says.toSorted((one, other) => other.at.getTime() - one.at.getTime())
        expect(currentLevel(rated, ratedAt, shown)).toEqual(newest ? { level: newest.level, from: newest.from } : { level: 'unknown', from: 'self-rating' })
      }),
    ))
})

describe('the current levels', () => {
  it('count what was left open as unknown, and leave out what was not asked', () => {
    const asked = [{ competencyId: 'meeting-online' }, { competencyId: 'keeping-records' }]
    const shown = new Map([['using-ai-with-care', { level: 3 as const, at: tuesday }]])
    expect(currentLevels(asked, said({ 'meeting-online': 4 }), shown)).toEqual([
      { competencyId: 'meeting-online', level: 4, from: 'self-rating' },
      { competencyId: 'keeping-records', level: 'unknown', from: 'self-rating' },
    ])
  })
})

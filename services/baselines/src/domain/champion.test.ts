import { type ComfortLevel, levels } from '@handrail/contracts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { floorOf, said } from './assessment-fixture.ts'
import { showsOthersOftenEnough as showsOthers } from './champion.ts'

const competencyIds = ['a', 'b', 'c', 'd', 'e', 'f', 'g'] as const
const floor = floorOf({ a: 3, b: 3, c: 3, d: 3, e: 3, f: 4, g: 4 })
const comfort = fc.constantFrom<ComfortLevel>(...levels, 'unknown', 'not-my-job')
const showsOthersOftenEnough = (levelsOf: typeof floor, levels: Readonly<Record<string, ComfortLevel>>) => showsOthers(levelsOf, said(levels))
const answers = fc.dictionary(fc.constantFrom(...competencyIds, 'elsewhere'), comfort, { noNullPrototype: true })

describe('a digital champion is suggested', () => {
  it('for three of the six that a settlement worker is asked', () => {
    expect(showsOthersOftenEnough(floor, { a: 4, b: 4, c: 4, d: 1, e: 2, f: 3 })).toBe(true)
  })
  it('not for two, even if that is all they rated', () => {
    expect(showsOthersOftenEnough(floor, { a: 4, b: 4 })).toBe(false)
  })
  it('not for three of seven, which is less than half', () => {
    expect(showsOthersOftenEnough(floor, { a: 4, b: 4, c: 4, d: 3, e: 3, f: 3, g: 3 })).toBe(false)
  })
  it('not for what is outside the champion profile', () => {
    expect(showsOthersOftenEnough(floor, { elsewhere: 4, a: 4, b: 4 })).toBe(false)
  })
  it('whatever they were not sure of, or is not their job, which counts on neither side', () =>
    fc.assert(
      fc.property(answers, (given) => {
        const sure = Object.fromEntries(Object.entries(given).filter(([, level]) => typeof level === 'number'))
        expect(showsOthersOftenEnough(floor, given)).toBe(showsOthersOftenEnough(floor, sure))
      }),
    ))
  it('no less when one more answer becomes "I show others"', () =>
    fc.assert(
      fc.property(answers, fc.constantFrom(...competencyIds), (given, more) => {
        if (showsOthersOftenEnough(floor, given)) expect(showsOthersOftenEnough(floor, { ...given, [more]: 4 })).toBe(true)
      }),
    ))
})

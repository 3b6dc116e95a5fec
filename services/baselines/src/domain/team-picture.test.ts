import { type ComfortLevel, levels, SMALLEST_GROUP } from '@handrail/contracts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { framework, said } from './assessment-fixture.ts'
import { type SharedLevels, sharedLevels, teamPicture, wordFor } from './team-picture.ts'

const { competencies } = framework
const competencyIds = competencies.map(({ competencyId }) => competencyId)
const knownLevel = fc.constantFrom<ComfortLevel>(...levels, 'unknown', 'not-my-job')
const person: fc.Arbitrary<SharedLevels> = fc
  .dictionary(fc.constantFrom(...competencyIds, 'not-in-framework'), knownLevel)
  .map((one) => new Map(Object.entries(one)))
const people = (minLength: number, maxLength: number) => fc.array(person, { minLength, maxLength })
const sayingConsent = (given: ComfortLevel[]): SharedLevels[] => given.map((level) => new Map([['consent', level]]))
const wordsOf = (given: ComfortLevel[]) => {
  const picture = teamPicture(sayingConsent(given), competencies)
  return picture.suppressed ? 'suppressed' : picture.rows[0]?.words
}

describe('the word for a share', () => {
  it.each([
    [0, 5, 'few'],
    [1, 5, 'few'],
    [24, 100, 'few'],
    [25, 100, 'some'],
    [1, 4, 'some'],
    [39, 100, 'some'],
    [2, 5, 'half'],
    [40, 100, 'half'],
    [60, 100, 'half'],
    [3, 5, 'half'],
    [61, 100, 'most'],
    [4, 5, 'most'],
    [5, 5, 'most'],
  ] as const)('of %i in %i is "%s"', (count, known, word) => {
    expect(wordFor(count, known)).toBe(word)
  })
  it('says never less for a larger share', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.nat(1000), (known, count) => {
        const rank = (of: number) => ['few', 'some', 'half', 'most'].indexOf(wordFor(of, known))
        expect(rank(Math.min(count, known - 1) + 1)).toBeGreaterThanOrEqual(rank(Math.min(count, known - 1)))
      }),
    ))
})

describe('the picture of a team', () => {
  it('has words from the fifth sharing person on', () => {
    expect(wordsOf([3, 3, 3, 3])).toBe('suppressed')
    expect(wordsOf([1, 3, 3, 3, 3])).toEqual(['few', 'few', 'most', 'few'])
  })
  it('has no words for a competency in which fewer than five levels are known', () => {
    expect(wordsOf([3, 3, 3, 3, 'unknown'])).toBeNull()
  })
  it('takes shares of the known levels only: neither unknown nor not-my-job is low', () => {
    expect(wordsOf([3, 3, 3, 1, 1, 'unknown', 'unknown', 'not-my-job'])).toEqual(['half', 'few', 'half', 'few'])
  })
  it('does not differ by a single thing while fewer than five share', () =>
    fc.assert(
      fc.property(people(0, SMALLEST_GROUP - 1), people(0, SMALLEST_GROUP - 1), (some, others) => {
        expect(teamPicture(some, competencies)).toEqual(teamPicture(others, competencies))
      }),
    ))
  it('says nothing of a competency below five known levels, whoever is added, taken away or changed', () =>
    fc.assert(
      fc.property(people(SMALLEST_GROUP, 12), people(0, SMALLEST_GROUP - 1), people(0, SMALLEST_GROUP - 1), (group, some, others) => {
        const without = (one: SharedLevels): SharedLevels => new Map([...one].filter(([competencyId]) => competencyId !== 'fraud'))
        const rowOf = (extra: SharedLevels[]) => {
          const picture = teamPicture([...group.map(without), ...extra], competencies)
          return picture.suppressed ? 'suppressed' : picture.rows.find(({ competencyId }) => competencyId === 'fraud')
        }
        expect(rowOf(some)).toEqual(rowOf(others))
      }),
    ))
  it('has the same rows for every team, so that they do not tell who was asked what', () =>
    fc.assert(
      fc.property(people(SMALLEST_GROUP, 12), (group) => {
        const picture = teamPicture(group, competencies)
        expect(picture.suppressed ? [] : picture.rows.map(({ competencyId }) => competencyId)).toEqual(competencyIds)
      }),
    ))
  it('never holds a number', () =>
    fc.assert(
      fc.property(people(SMALLEST_GROUP, 12), (group) => {
        expect(JSON.stringify(teamPicture(group, competencies))).not.toMatch(/\d/)
      }),
    ))
})

describe('what a member shares', () => {
  it('is the newest of evidence and self-rating, in what they were asked', () => {
    const evidence = new Map([
      ['consent', { level: 3 as const, at: new Date('2026-11-03T14:00:00Z') }],
      ['fraud', { level: 4 as const, at: new Date('2026-11-03T14:00:00Z') }],
    ])
    const shared = sharedLevels({ answers: said({ consent: 1 }), competencyIds: ['consent', 'channel'], evidence })
    expect([...shared]).toEqual([
      ['consent', 3],
      ['channel', 'unknown'],
    ])
  })
})

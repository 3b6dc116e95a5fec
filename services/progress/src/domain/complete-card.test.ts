import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { completeCard, isCheckPassed, nothingYet } from './complete-card.ts'

const course = { cardIds: ['read', 'ask', 'end'], checks: { ask: ['a', 'b'] } }
const play = (...cards: [string, ...string[]][]) => cards.reduce((so, [card, ...choices]) => completeCard(course, so, card, choices) ?? so, nothingYet)

describe('completing a card', () => {
  it('twice counts once', () => {
    expect(play(['read'], ['read']).cardsDone).toEqual(['read'])
  })
  it('passes a check by exactly the right choices, in any order', () => {
    expect(play(['ask', 'b', 'a']).checksPassed).toEqual(['ask'])
    expect(play(['ask', 'a']).checksPassed).toEqual([])
    expect(play(['ask', 'a', 'b', 'c']).checksPassed).toEqual([])
    expect(play(['ask']).checksPassed).toEqual([])
  })
  it('passes a check that is answered rightly later', () => {
    expect(play(['ask', 'c'], ['ask', 'a', 'b']).checksPassed).toEqual(['ask'])
  })
  it('keeps a passed check passed', () => {
    expect(play(['ask', 'a', 'b'], ['ask', 'c']).checksPassed).toEqual(['ask'])
  })
  it('leaves a finished course as it was', () => {
    expect(play(['read'], ['ask', 'c'], ['end'], ['ask', 'a', 'b'])).toMatchObject({ finished: true, checksPassed: [] })
  })
  it('refuses a card of another course', () => {
    expect(completeCard(course, nothingYet, 'elsewhere', [])).toBeNull()
  })
  it('finishes exactly when each card has come, in whatever order and however often', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...course.cardIds), { maxLength: 12 }), (cards) => {
        const after = play(...cards.map((card): [string] => [card]))
        expect(after.finished).toBe(new Set(cards).size === 3)
        expect(new Set(after.cardsDone)).toEqual(new Set(after.finished ? course.cardIds : cards))
      }),
    )
  })
  it('shows no level where nothing was asked', () => {
    expect(isCheckPassed({ cardIds: ['read'], checks: {} }, [])).toBe(false)
    expect(isCheckPassed(course, ['ask'])).toBe(true)
    expect(isCheckPassed(course, [])).toBe(false)
  })
})

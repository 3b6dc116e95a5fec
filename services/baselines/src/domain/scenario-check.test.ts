import { type ComfortLevel, type Level, Refusal, type Sureness } from '@handrail/contracts'
import { describe, expect, it } from 'vitest'
import { assessment, floorOf, said } from './assessment-fixture.ts'
import { answerCheckFrom, checkState, chooseMoment, confidence, stepBeside, stepKey, type TakenCheck, type VersionedCheck } from './scenario-check.ts'

const half = (word: string) => ({
  heading: word,
  body: word,
  choices: [
    { choiceId: 'ask', text: `ask ${word}`, right: true, feedback: `yes ${word}` },
    { choiceId: 'wait', text: `wait ${word}`, right: false, feedback: `not ${word}` },
  ],
})
const item = (itemId: string, toLevel: Level) => ({ itemId, toLevel, en: half('en'), fr: half('fr') })
const check: VersionedCheck = {
  competencyId: 'consent',
  version: 2,
  items: [item('low', 2), item('one', 3), item('two', 3), item('three', 3), item('high', 4)],
}
const known = new Set([stepKey('consent', 3)])
const floor = floorOf({ consent: 3 })
const answering = (level: ComfortLevel, sureness: Sureness | null = null, checks: Record<string, TakenCheck> = {}) =>
  assessment({ floor, checks, answers: { consent: { level, sureness, at: '2026-11-02T14:00:00Z' } } })

describe('a scenario check is offered', () => {
  it.each([
    [2, null],
    ['unknown', null],
    [3, 'a-guess'],
  ] as const)('where the answer decides a gap: %s, %s', (level, sureness) => {
    expect(checkState(answering(level, sureness), 'consent', known)).toBe('offered')
    expect(stepBeside(answering(level, sureness), 'consent')).toEqual({ toLevel: 3, version: null })
  })
  it.each([
    [1, 'a-guess'],
    [3, null],
    [3, 'quite-sure'],
    [4, 'a-guess'],
    ['not-my-job', null],
  ] as const)('nowhere else: %s, %s', (level, sureness) => {
    expect(checkState(answering(level, sureness), 'consent', known)).toBeNull()
  })
  it('only where there are two moments at that step, before submitting, and for what was asked and answered', () => {
    expect(checkState(answering(2), 'consent', new Set())).toBeNull()
    expect(checkState({ ...answering(2), submittedAt: new Date() }, 'consent', known)).toBeNull()
    expect(checkState(assessment({ floor }), 'consent', known)).toBeNull()
    expect(checkState(assessment({ answers: said({ fraud: 2 }) }), 'fraud', new Set([stepKey('fraud', 3)]))).toBeNull()
  })
})

describe('choosing in a moment', () => {
  const at = { check, toLevel: 3, said: 2 } as const
  const choose = (taken: TakenCheck | undefined, itemId: string, choiceId: string) => chooseMoment(taken, at, { itemId, choiceId })

  it('both right passes; one that is not does not; one alone says nothing yet', () => {
    const one = choose(undefined, 'one', 'ask')
    expect(one).toEqual({ version: 2, toLevel: 3, said: 2, chosen: { one: 'ask' }, passed: null })
    expect(choose(one, 'two', 'ask').passed).toBe(true)
    expect(choose(one, 'two', 'wait').passed).toBe(false)
  })
  it('keeps the first choice, since the page has said by then which one is right', () => {
    const one = choose(undefined, 'one', 'wait')
    expect(choose(one, 'one', 'ask')).toBe(one)
  })
  it.each([
    ['low', 'ask'],
    ['three', 'ask'],
    ['one', 'nothing'],
  ])('finds nothing at %s, %s', (itemId, choiceId) => {
    expect(() => choose(undefined, itemId, choiceId)).toThrow(Refusal)
  })
  it('says which choice is right only once one was chosen', () => {
    const fresh = answerCheckFrom(check, 3, { en: 'Consent', fr: 'Consentement' }, undefined)
    expect(fresh.items.map(({ itemId }) => itemId)).toEqual(['one', 'two'])
    expect(JSON.stringify(fresh)).not.toMatch(/right|yes|not /)
    const [first, second] = answerCheckFrom(check, 3, { en: 'Consent', fr: 'Consentement' }, choose(undefined, 'one', 'wait')).items
    expect(first?.choices.map(({ judged }) => judged)).toEqual([
      { right: true, feedback: { en: 'yes en', fr: 'yes fr' } },
      { right: false, feedback: { en: 'not en', fr: 'not fr' } },
    ])
    expect(second?.choices.every(({ judged }) => judged === null)).toBe(true)
  })
})

describe('what the check says beside the answer, to the person alone', () => {
  const taken = (saidThen: ComfortLevel, passed: boolean | null): TakenCheck => ({ version: 1, toLevel: 3, said: saidThen, chosen: {}, passed })
  it('they can more than they said', () => {
    expect(confidence(taken(2, true), 2)).toEqual({ kind: 'more-than-said', said: 2, checked: 3 })
    expect(confidence(taken('unknown', true), 'unknown')).toEqual({ kind: 'more-than-said', said: 'unknown', checked: 3 })
  })
  it('they said more than it showed', () => expect(confidence(taken(3, false), 3)).toEqual({ kind: 'less-than-said', said: 3, checked: 3 }))
  it('nothing where they agree, are not sure and did not pass, have not finished, or have said something else since', () => {
    expect(confidence(taken(3, true), 3)).toBeNull()
    expect(confidence(taken(2, false), 2)).toBeNull()
    expect(confidence(taken('unknown', false), 'unknown')).toBeNull()
    expect(confidence(taken(2, null), 2)).toBeNull()
    expect(confidence(taken(2, true), 3)).toBeNull()
    expect(confidence(undefined, 3)).toBeNull()
  })
})

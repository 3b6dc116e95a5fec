import { describe, expect, test } from 'vitest'
import { answersTo, arranged, fieldsOf, isAnswered, isJudged, resultOf, turnAfter, unplaced } from './answers.ts'
import { type AskingCard, type OrderScreen, screensOf } from './screen.ts'

const choice = (choiceId: string, right: boolean, leadsTo?: string) => ({
  choiceId,
  right,
  text: choiceId,
  feedback: choiceId,
  ...(leadsTo ? { leadsTo } : {}),
})
const named = (cardId: string) => ({ cardId, heading: cardId, body: cardId })
const fields = (text: string) => new URLSearchParams(text)

const question: AskingCard = { kind: 'question', ...named('q'), choices: [choice('a', true), choice('b', true), choice('c', false)] }
const story: AskingCard = {
  kind: 'scenario',
  ...named('the-call-drops'),
  choices: [choice('call-back', true), choice('send-a-text', false, 'it-is-read-aloud')],
  turns: [{ turnId: 'it-is-read-aloud', heading: 'h', body: 'b', choices: [choice('ask', true), choice('go-on', false)] }],
}
const order: AskingCard = { kind: 'order', ...named('o'), items: ['one', 'two', 'three'].map((itemId) => ({ itemId, text: itemId, why: itemId })) }
const match: AskingCard = { kind: 'match', ...named('m'), pairs: ['x', 'y', 'z'].map((pairId) => ({ pairId, left: pairId, right: `right of ${pairId}` })) }

describe('choices', () => {
  const [screen] = screensOf(question)

  test('what was never offered is no answer', () => {
    expect(`${answersTo(screen, fields('choice=a&choice=zz&choice=b&choice=a&other=1'))}`).toBe('choice=a&choice=b')
    expect(isAnswered(screen, answersTo(screen, fields('choice=zz')))).toBe(false)
  })

  test('of several right ones, all and no other are right', () => {
    expect(resultOf(screen, fields('choice=a&choice=b'))).toBe('right')
    expect(resultOf(screen, fields('choice=a'))).toBe('partly')
    expect(resultOf(screen, fields('choice=c'))).toBe('not')
  })
})

describe('a story with turns', () => {
  const [first, turn] = screensOf(story)
  if (!turn) throw new Error('The story has no turn.')

  test('the chosen one leads to its turn, and the others to none', () => {
    expect(turnAfter(first, fields('choice=send-a-text'))).toBe('it-is-read-aloud')
    expect(turnAfter(first, fields('choice=call-back'))).toBeNull()
    expect(turnAfter(turn, fields('choice-it-is-read-aloud=ask'))).toBeNull()
  })

  test('goes one way, even where two choices are right', () => {
    const forked: AskingCard = { ...story, choices: [choice('call-back', true), choice('send-a-text', true, 'it-is-read-aloud')] }
    const [screen] = screensOf(forked)
    expect(`${answersTo(screen, fields('choice=call-back&choice=send-a-text'))}`).toBe('choice=call-back')
    expect(resultOf(screen, fields('choice=send-a-text'))).toBe('right')
  })

  test('a turn has answers of its own, and carries those of the card', () => {
    const kept = fields('choice=send-a-text&judged=the-call-drops&choice-it-is-read-aloud=ask&version=3')
    expect(`${answersTo(turn, kept)}`).toBe('choice-it-is-read-aloud=ask')
    expect(isJudged(first, kept)).toBe(true)
    expect(isJudged(turn, kept)).toBe(false)
    expect(fieldsOf([first], kept)).toEqual([
      ['choice', 'send-a-text'],
      ['judged', 'the-call-drops'],
    ])
  })

  test('nothing is judged without an answer', () => {
    expect(isJudged(first, fields('judged=the-call-drops'))).toBe(false)
  })
})

describe('an order', () => {
  const [screen] = screensOf(order) as [OrderScreen]
  const ids = (items: readonly { itemId: string }[]) => items.map(({ itemId }) => itemId)

  test('wants a number for each, and another for each', () => {
    const wanted = (text: string) => ids(unplaced(screen, answersTo(screen, fields(text))))
    expect(wanted('')).toEqual(['one', 'two', 'three'])
    expect(wanted('place-one=1&place-two=1&place-three=3')).toEqual(['one', 'two'])
    expect(wanted('place-one=1&place-two=4&place-three=x')).toEqual(['two', 'three'])
    expect(wanted('place-one=3&place-two=1&place-three=2')).toEqual([])
  })

  test('is shown mixed until it is numbered, then as it was put', () => {
    expect(arranged(screen, fields('place-one=1'))).toEqual(screen.mixed)
    expect(ids(arranged(screen, fields('place-one=3&place-two=1&place-three=2')))).toEqual(['two', 'three', 'one'])
  })

  test.each([
    ['place-one=1&place-two=2&place-three=3', 'right'],
    ['place-one=1&place-two=3&place-three=2', 'partly'],
    ['place-one=2&place-two=3&place-three=1', 'not'],
  ])('%s is %s', (text, result) => {
    expect(resultOf(screen, fields(text))).toBe(result)
  })
})

describe('pairs', () => {
  const [screen] = screensOf(match)

  test('may be left open, but for one', () => {
    expect(isAnswered(screen, answersTo(screen, fields('pair-x=&pair-y=&pair-z=')))).toBe(false)
    expect(isAnswered(screen, answersTo(screen, fields('pair-x=y&pair-y=&pair-z=elsewhere')))).toBe(true)
  })

  test.each([
    ['pair-x=x&pair-y=y&pair-z=z', 'right'],
    ['pair-x=x&pair-y=z', 'partly'],
    ['pair-x=y&pair-y=x&pair-z=y', 'not'],
  ])('%s is %s', (text, result) => {
    expect(resultOf(screen, fields(text))).toBe(result)
  })

  test('are offered in another order than they are asked', () => {
    expect(screen.kind === 'match' && screen.rights).not.toEqual(screen.kind === 'match' && screen.pairs)
  })
})

import { describe, expect, test } from 'vitest'
import { answerOffline, asksOnAt, doneOf, placeAfterOffline } from './playing.ts'
import type { Waiting } from './store.ts'

const course = {
  courseId: 'lock-your-phone',
  courseVersion: 2,
  cards: ['why', 'how', 'check', 'try'].map((cardId) => ({ cardId, asks: cardId === 'check' })),
  cardsDone: ['why'],
  finished: false,
}
const done = (cardId: string, courseVersion = 2): Waiting => ({
  id: cardId,
  personId: 'amal',
  kind: 'card',
  courseId: 'lock-your-phone',
  cardId,
  courseVersion,
  choiceIds: [],
})
const at = '/courses/lock-your-phone'

describe('a course in a tunnel', () => {
  test('what the server told and what waits to be sent are one', () => {
    expect(doneOf(course, [done('how'), done('why')])).toEqual(['why', 'how'])
  })

  test('what waits for another version is not of this one', () => {
    expect(doneOf(course, [done('how', 1)])).toEqual(['why'])
  })

  test('it goes on at the first open card, as with signal', () => {
    expect(answerOffline(course, [], at)).toEqual({ goTo: `${at}/how` })
    expect(answerOffline(course, [done('how')], at)).toEqual({ goTo: `${at}/check` })
    expect(placeAfterOffline(course, [done('how')], 'how')).toBe(`${at}/check`)
  })

  test('the last card leads to what was left out, and then to the end', () => {
    expect(placeAfterOffline(course, [done('try')], 'try')).toBe(`${at}/how`)
    expect(placeAfterOffline(course, [done('how'), done('check'), done('try')], 'try')).toBe(`${at}/finished`)
  })

  test('its end shows once every card is done', () => {
    expect(answerOffline(course, [done('how')], `${at}/finished`)).toEqual({ goTo: `${at}/check` })
    expect(answerOffline(course, [done('how'), done('check'), done('try')], `${at}/finished`)).toEqual({ page: `${at}/finished` })
    expect(answerOffline(course, [done('how'), done('check'), done('try')], at)).toEqual({ goTo: `${at}/finished` })
  })

  test('it opens with its cover before the first card, and after the end', () => {
    expect(answerOffline({ ...course, cardsDone: [] }, [], at)).toEqual({ page: at })
    expect(answerOffline({ ...course, finished: true }, [], at)).toEqual({ page: at })
  })

  test('a turn of a story has a page of its own; what else stands in an address does not', () => {
    expect(answerOffline(course, [], `${at}/check?turn=later`)).toEqual({ page: `${at}/check?turn=later` })
    expect(answerOffline(course, [], `${at}/low-tech?from=why`)).toEqual({ page: `${at}/low-tech` })
  })
})

describe('a self-assessment goes on', () => {
  const asked = ['one', 'two', 'three']
  const at = '/self-assessment'

  test('to the next question, answered or not, and from the last to the review', () => {
    expect(asksOnAt(asked, ['two'], 'one')).toBe(`${at}/two`)
    expect(asksOnAt(asked, [], 'three')).toBe(`${at}/review`)
  })

  test('to the review as soon as nothing is open', () => {
    expect(asksOnAt(asked, ['two', 'three'], 'one')).toBe(`${at}/review`)
    expect(asksOnAt(asked, asked, 'two')).toBe(`${at}/review`)
  })

  test('back to the question before, and never before the first', () => {
    expect(asksOnAt(asked, asked, 'three', true)).toBe(`${at}/two`)
    expect(asksOnAt(asked, [], 'one', true)).toBe(`${at}/one`)
  })
})

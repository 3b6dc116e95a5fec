import type { Card } from '@handrail/contracts'
import { describe, expect, test } from 'vitest'
import { type Choosing, resultOf } from '../components/course-card.tsx'
import { placeAfter } from './course.tsx'

const card = (cardId: string): Card => ({ kind: 'read', cardId, heading: cardId, body: cardId })
const pack = { courseId: 'course', cards: ['one', 'two', 'three'].map(card) }

describe('the way through a course', () => {
  test('leads to the next open card', () => {
    expect(placeAfter(pack, 'one', [])).toBe('/courses/course/two')
    expect(placeAfter(pack, 'one', ['two'])).toBe('/courses/course/three')
  })

  test('comes back for a card that was left out', () => {
    expect(placeAfter(pack, 'three', ['two'])).toBe('/courses/course/one')
  })

  test('ends when every card is done', () => {
    expect(placeAfter(pack, 'two', ['one', 'three'])).toBe('/courses/course/finished')
  })
})

describe('what the chosen ones are together', () => {
  const choice = (choiceId: string, right: boolean) => ({ choiceId, right, text: choiceId, feedback: choiceId })
  const question: Choosing = { kind: 'question', cardId: 'q', heading: 'q', body: 'q', choices: [choice('a', true), choice('b', true), choice('c', false)] }

  test.each([
    [['a', 'b'], 'right'],
    [['a'], 'partly'],
    [['a', 'c'], 'partly'],
    [['a', 'b', 'c'], 'partly'],
    [['c'], 'not'],
  ] as const)('%j is %s', (chosen, result) => {
    expect(resultOf(question, chosen)).toBe(result)
  })
})

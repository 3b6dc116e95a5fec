import type { Card } from '@handrail/contracts'
import { describe, expect, test } from 'vitest'
import { placeAfter } from './course-card-view.tsx'

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

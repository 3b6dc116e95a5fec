import { describe, expect, test } from 'vitest'
import { type CheckAnswer, type CheckItem, isShown } from './test-out.ts'

const course = { checks: { ask: ['right', 'too'] }, toLevel: 3 as const }
const items: CheckItem[] = [
  { itemId: 'before', toLevel: 2, rightChoiceIds: ['a'] },
  { itemId: 'now', toLevel: 3, rightChoiceIds: ['b'] },
]
const own = (...choiceIds: string[]): CheckAnswer => ({ from: 'course', questionId: 'ask', choiceIds })
const scenario = (questionId: string, ...choiceIds: string[]): CheckAnswer => ({ from: 'competency', questionId, choiceIds })

describe('testing out of a course', () => {
  test('takes every question of the course and every scenario of its step', () => {
    expect(isShown(course, items, [own('too', 'right'), scenario('now', 'b')])).toBe(true)
    expect(isShown(course, items, [own('too', 'right')])).toBe(false)
    expect(isShown(course, items, [scenario('now', 'b')])).toBe(false)
  })

  test.each([
    ['a part of what is right', [own('right'), scenario('now', 'b')]],
    ['more than what is right', [own('right', 'too', 'not'), scenario('now', 'b')]],
    ['another choice', [own('right', 'too'), scenario('now', 'c')]],
    ['an answer to a question of another step', [own('right', 'too'), scenario('before', 'a')]],
    ['an answer under another source', [own('right', 'too'), { ...scenario('now', 'b'), from: 'course' as const }]],
  ])('%s is not enough', (_, answers) => {
    expect(isShown(course, items, answers)).toBe(false)
  })

  test('goes by the course alone where its step has no scenarios, and is not possible where nothing is asked', () => {
    expect(isShown(course, [], [own('right', 'too')])).toBe(true)
    expect(isShown({ ...course, checks: {} }, [], [])).toBe(false)
  })
})

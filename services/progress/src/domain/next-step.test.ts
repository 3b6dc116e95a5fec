import { describe, expect, it } from 'vitest'
import { stepsOf } from './assignment.ts'
import { currentStep, nextStep } from './next-step.ts'

const monday = new Date('2026-11-02T14:00:00Z')
const tuesday = new Date('2026-11-03T14:00:00Z')
const work = (assignmentId: string, courses: string[], more: { dueOn?: string; createdAt?: Date; done?: string[] } = {}) => ({
  assignmentId,
  dueOn: more.dueOn ?? null,
  createdAt: more.createdAt ?? monday,
  steps: stepsOf(
    courses.map((courseId) => ({ courseId, courseVersion: 1, minutes: 5 })),
    new Set(more.done),
  ),
})
const found = (...args: Parameters<typeof nextStep>) => {
  const next = nextStep(...args)
  return next && [next.assignment.assignmentId, next.step.courseId]
}
const nothing = new Map<string, Date>()

describe('the one next thing', () => {
  it('is nothing when all is done', () => {
    expect(found([work('one', ['a'], { done: ['a'] })], nothing)).toBeNull()
  })
  it('continues a course that is under way before anything due', () => {
    expect(found([work('due', ['a'], { dueOn: '2026-11-04' }), work('other', ['b', 'c'])], new Map([['c', monday]]))).toEqual(['other', 'c'])
  })
  it('continues the course worked on last', () => {
    expect(
      currentStep(
        work('one', ['a', 'b']).steps,
        new Map([
          ['a', monday],
          ['b', tuesday],
        ]),
      )?.courseId,
    ).toBe('b')
  })
  it('is what is due first, and something without a date last', () => {
    expect(found([work('never', ['a']), work('later', ['b'], { dueOn: '2026-12-01' }), work('soon', ['c'], { dueOn: '2026-11-09' })], nothing)).toEqual([
      'soon',
      'c',
    ])
  })
  it('is what was given first, then its first open step', () => {
    expect(found([work('second', ['c'], { createdAt: tuesday }), work('first', ['a', 'b'], { done: ['a'] })], nothing)).toEqual(['first', 'b'])
  })
})

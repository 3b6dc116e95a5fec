import type { AssignmentStep, MyLearning } from '@handrail/contracts'
import { describe, expect, test } from 'vitest'
import { learningAfter, stepsToKeep } from './kept-learning.ts'

const step = (courseId: string, state: AssignmentStep['state']): AssignmentStep => ({
  courseId,
  courseVersion: 1,
  title: null,
  canDo: null,
  minutes: 5,
  kilobytes: 9,
  cardsDone: 0,
  cardsTotal: 6,
  testedOut: false,
  state,
})
const path = (assignmentId: string, steps: AssignmentStep[]): MyLearning['assignments'][number] => ({
  assignmentId,
  reason: 'manager',
  pathId: null,
  title: null,
  state: 'active',
  steps,
  stepsDone: steps.filter(({ state }) => state === 'done').length,
  minutesLeft: 0,
  minutesPerWeek: 15,
  dueOn: null,
  finishOn: null,
  createdAt: '2026-10-01T00:00:00Z',
  completedAt: null,
})
const learningOf = (assignments: MyLearning['assignments'], at: number, stepAt: number): MyLearning => {
  const { assignmentId, steps } = assignments[at] ?? path('none', [])
  const current = steps[stepAt]
  const next = current ? { assignmentId, step: current, stepNumber: stepAt + 1, stepsTotal: steps.length } : null
  return { assignments, next, championId: null, invitation: null, answeredHelp: [], followUp: null }
}
const ids = (steps: readonly AssignmentStep[]) => steps.map(({ courseId }) => courseId)

const own = path('own', [step('a', 'done'), step('b', 'to-do'), step('c', 'now'), step('d', 'to-do')])
const teams = path('teams', [step('x', 'to-do'), step('b', 'to-do')])

describe('what a phone keeps', () => {
  test('the one next thing first, then its path in order, then other paths, three in all', () => {
    expect(ids(stepsToKeep(learningOf([teams, own], 1, 2)))).toEqual(['c', 'b', 'd'])
    expect(ids(stepsToKeep(learningOf([own, teams], 1, 0)))).toEqual(['x', 'b', 'c'])
  })

  test('nothing, when there is nothing to do', () => {
    expect(stepsToKeep({ assignments: [], next: null, championId: null, invitation: null, answeredHelp: [], followUp: null })).toEqual([])
  })
})

describe('the last page of a kept course', () => {
  test('leads to what comes after it, and has climbed its step on every path', () => {
    const after = learningAfter(learningOf([own, teams], 0, 2), 'c')
    expect(after.next?.step.courseId).toBe('b')
    expect(after.assignments.map(({ stepsDone }) => stepsDone)).toEqual([2, 0])
  })

  test('counts the courses before it as finished, for they come first', () => {
    const after = learningAfter(learningOf([own, teams], 0, 2), 'b')
    expect(after.next?.step.courseId).toBe('d')
    expect(after.assignments.map(({ stepsDone }) => stepsDone)).toEqual([3, 1])
  })

  test('leads home when it was the last one', () => {
    const last = path('own', [step('a', 'done'), step('b', 'now')])
    expect(learningAfter(learningOf([last], 0, 1), 'b')).toMatchObject({ next: null, assignments: [{ stepsDone: 2 }] })
  })

  test('a course outside of every path changes none', () => {
    const learning = learningOf([own, teams], 0, 2)
    expect(learningAfter(learning, 'elsewhere')).toEqual(learning)
  })
})

import { describe, expect, it } from 'vitest'
import { finishCourse, replan, statusOf, stepsOf, tally } from './assignment.ts'

const course = (courseId: string, minutes = 5) => ({ courseId, courseVersion: 1, minutes })
const none = new Set<string>()
const states = (steps: { courseId: string; state: string }[]) => Object.fromEntries(steps.map((step) => [step.courseId, step.state]))

describe('an assignment', () => {
  it('counts what the person finished before as done', () => {
    expect(states(stepsOf([course('a'), course('b')], new Set(['b'])))).toEqual({ a: 'to-do', b: 'done' })
  })
  it('planned again keeps what is done, withdraws what is no longer needed and adds what is new', () => {
    const before = finishCourse(stepsOf([course('a'), course('b')], none), 'a') ?? []
    expect(states(replan(before, [course('c')], none))).toEqual({ a: 'done', c: 'to-do', b: 'withdrawn' })
  })
  it('a withdrawn step that is needed again is to do again', () => {
    const without = replan(stepsOf([course('a'), course('b')], none), [course('a')], none)
    expect(states(replan(without, [course('a'), course('b')], none))).toEqual({ a: 'to-do', b: 'to-do' })
  })
  it('a done step stays done when the plan still names it', () => {
    const before = finishCourse(stepsOf([course('a')], none), 'a') ?? []
    expect(states(replan(before, [course('b'), course('a')], none))).toEqual({ b: 'to-do', a: 'done' })
  })
  it('finishing a course it does not need, or twice, changes nothing', () => {
    const steps = stepsOf([course('a')], none)
    expect(finishCourse(steps, 'z')).toBeNull()
    expect(finishCourse(finishCourse(steps, 'a') ?? [], 'a')).toBeNull()
  })
  it('is completed by its last step, and withdrawn where nothing was ever done', () => {
    const steps = stepsOf([course('a')], none)
    expect(statusOf(steps)).toBe('active')
    expect(statusOf(finishCourse(steps, 'a') ?? [])).toBe('completed')
    expect(statusOf(replan(steps, [], none))).toBe('withdrawn')
  })
  it('tallies without the withdrawn steps', () => {
    const steps = replan(stepsOf([course('a', 4), course('b', 6)], new Set(['a'])), [course('a', 4), course('c', 3)], none)
    expect(tally(steps)).toMatchObject({ stepsTotal: 2, stepsDone: 1, minutesLeft: 3, next: { courseId: 'c' } })
  })
})

import { describe, expect, it } from 'vitest'
import { type Assignment, finishCourse, tally, withdraw, withSteps } from './assignment.ts'
import { addChoice, isInPath, takeOutChoice } from './own-choice.ts'

const monday = new Date('2026-11-02T14:00:00Z')
const tuesday = new Date('2026-11-03T14:00:00Z')
const path = { assignmentId: 'chosen', organizationId: 'rivages', personId: 'amal' }
const course = (courseId: string) => ({ courseId, courseVersion: 1, minutes: 5 })
const added = (before: Assignment | null, courseId: string): Assignment => {
  const after = addChoice(before, course(courseId), path, monday)
  if (!after) throw new Error(`${courseId} was not added.`)
  return after
}
const finished = (before: Assignment, courseId: string) => withSteps(before, finishCourse(before.steps, courseId) ?? [], tuesday)
const statesOf = (assignment: Assignment | null) => assignment?.steps.map(({ courseId, state }) => `${courseId} ${state}`)

describe('adding a course to my path', () => {
  it('makes the path with the first one, with no date and given by nobody', () => {
    expect(added(null, 'a')).toMatchObject({ ...path, version: 1, reason: 'chosen', title: null, dueOn: null, assignedBy: null, state: 'active' })
  })
  it('puts each further one at the end, one version on', () => {
    const both = added(added(null, 'a'), 'b')
    expect([both.version, statesOf(both), tally(both.steps).minutesLeft]).toEqual([2, ['a to-do', 'b to-do'], 10])
  })
  it('again changes nothing, and neither does adding what is done', () => {
    const one = added(null, 'a')
    expect(addChoice(one, course('a'), path, monday)).toBeNull()
    expect(addChoice(finished(one, 'a'), course('a'), path, monday)).toBeNull()
  })
  it('goes on after everything was finished', () => {
    const again = added(finished(added(null, 'a'), 'a'), 'b')
    expect([again.state, again.completedAt, statesOf(again)]).toEqual(['active', null, ['a done', 'b to-do']])
  })
  it('brings back only this one after somebody had left', () => {
    const back = added(withdraw(added(added(null, 'a'), 'b')), 'b')
    expect([back.state, statesOf(back)]).toEqual(['active', ['a withdrawn', 'b to-do']])
  })
})

describe('taking a course out of my path', () => {
  it('leaves the others, and adding it again puts it at the end', () => {
    const out = takeOutChoice(added(added(null, 'a'), 'b'), 'a', tuesday)
    expect([out?.state, statesOf(out)]).toEqual(['active', ['a withdrawn', 'b to-do']])
    expect(statesOf(added(out, 'a'))).toEqual(['b to-do', 'a to-do'])
  })
  it('withdraws the path when nothing is left of it, and keeps what was climbed', () => {
    const one = added(null, 'a')
    expect(takeOutChoice(one, 'a', tuesday)).toMatchObject({ state: 'withdrawn', version: 2 })
    expect(takeOutChoice(added(finished(one, 'a'), 'b'), 'b', tuesday)).toMatchObject({
      state: 'completed',
      steps: [{ state: 'done' }, { state: 'withdrawn' }],
    })
  })
  it('changes nothing where it is not to do, or nothing was ever chosen', () => {
    expect(takeOutChoice(null, 'a', tuesday)).toBeNull()
    expect(takeOutChoice(added(null, 'a'), 'b', tuesday)).toBeNull()
    expect(takeOutChoice(finished(added(null, 'a'), 'a'), 'a', tuesday)).toBeNull()
  })
})

it('a course is in a path as long as it is to do there', () => {
  const one = added(null, 'a')
  expect([isInPath([one], 'a'), isInPath([one], 'b'), isInPath([finished(one, 'a')], 'a'), isInPath([withdraw(one)], 'a')]).toEqual([true, false, false, false])
})

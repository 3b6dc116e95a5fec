import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Candidate, isNew, mayManage, weigh } from './team-assignment.ts'

const path = ['a', 'b', 'c'].map((courseId) => ({ courseId, courseVersion: 1, minutes: 5 }))
const today = '2026-11-02'
const amal = (more: Partial<Candidate> = {}): Candidate => ({
  personId: 'amal',
  protectedMinutes: 15,
  saidMinutes: null,
  minutesLeft: 0,
  finishedCourses: new Set(),
  hasPath: false,
  ...more,
})
const rowOf = (person: Candidate, dueOn: string | null = null) => weigh(path, [person], today, dueOn).rows[0]

describe('a path for a team', () => {
  it('takes as long as its minutes need at the minutes a week', () => {
    expect(rowOf(amal())).toMatchObject({ minutes: 15, finishOn: '2026-11-09', protected: true, fits: true })
  })
  it('comes on top of what the person has to do already', () => {
    expect(rowOf(amal({ minutesLeft: 15 }))).toMatchObject({ minutes: 15, finishOn: '2026-11-16' })
  })
  it('asks only for the courses that were not finished before', () => {
    expect(rowOf(amal({ finishedCourses: new Set(['a', 'b']) }))).toMatchObject({ minutes: 5, completedAlready: false })
  })
  it('leaves out who has finished it and who has it', () => {
    expect(weigh(path, [amal({ finishedCourses: new Set(['a', 'b', 'c']) }), amal({ hasPath: true, minutesLeft: 90 })], today, today)).toMatchObject({
      rows: [
        { completedAlready: true, minutes: 0, fits: true },
        { assignedAlready: true, minutes: 0, fits: true },
      ],
      minutesInAll: 0,
      dateThatFits: today,
    })
  })
  it('the date that fits is the first one that fits everybody', () => {
    const candidates = fc.array(
      fc
        .record({ minutes: fc.integer({ min: 1, max: 60 }), left: fc.nat(300) })
        .map(({ minutes, left }) => amal({ protectedMinutes: minutes, minutesLeft: left })),
      { minLength: 1, maxLength: 6 },
    )
    fc.assert(
      fc.property(candidates, (people) => {
        const { dateThatFits } = weigh(path, people, today, null)
        const dayBefore = new Date(Date.parse(dateThatFits) - 86_400_000).toISOString().slice(0, 10)
        const fits = (dueOn: string) =>
          weigh(path, people, today, dueOn)
            .rows.filter(isNew)
            .every((row) => row.fits)
        expect([fits(dateThatFits), fits(dayBefore)]).toEqual([true, false])
      }),
    )
  })
})

describe('a team', () => {
  it('is managed by its managers and by leads', () => {
    const team = { teamId: 'one', managerIds: ['maria'], memberIds: ['amal'] }
    expect(mayManage(team, { personId: 'maria', isLead: false })).toBe(true)
    expect(mayManage(team, { personId: 'amal', isLead: false })).toBe(false)
    expect(mayManage(team, { personId: 'lee', isLead: true })).toBe(true)
  })
})

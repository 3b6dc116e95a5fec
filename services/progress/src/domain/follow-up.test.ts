import { describe, expect, test } from 'vitest'
import { followUpDue, practiceOf } from './follow-up.ts'

const now = new Date('2026-12-04T15:00:00Z')
const daysAgo = (days: number) => new Date(now.getTime() - days * 24 * 3_600_000)
const finished = (courseId: string, days: number, testedOut = false) => ({ courseId, finishedAt: daysAgo(days), testedOut })
const answered = (courseId: string, days: number) => ({ courseId, answeredAt: daysAgo(days), putAwayAt: null })
const putAway = (courseId: string, days: number) => ({ courseId, answeredAt: null, putAwayAt: daysAgo(days) })
const due = (...told: Parameters<typeof followUpDue>) => followUpDue(...told)?.courseId ?? null

describe('the question whether it was used', () => {
  test.each([
    [29, null],
    [30, 'listening'],
    [120, 'listening'],
    [121, null],
  ])('%i days after a course is finished: %s', (days, courseId) => {
    expect(due([finished('listening', days)], [], now)).toBe(courseId)
  })

  test('is asked once a course, answered or put away', () => {
    expect(due([finished('listening', 40)], [answered('listening', 9)], now)).toBeNull()
    expect(due([finished('listening', 40)], [putAway('listening', 9)], now)).toBeNull()
  })

  test('comes one at a time, the earliest first, with a week between', () => {
    const both = [finished('writing', 35), finished('listening', 40)]
    expect(due(both, [], now)).toBe('listening')
    expect(due(both, [answered('listening', 6)], now)).toBeNull()
    expect(due(both, [putAway('listening', 7)], now)).toBe('writing')
  })

  test('is not asked of who was there already', () => {
    expect(due([finished('listening', 40, true)], [], now)).toBeNull()
  })
})

describe('what somebody says', () => {
  test('has a reason only where it is not used yet, and a line only for another reason', () => {
    expect(practiceOf({ used: 'yes', barrier: 'time', note: 'a line' })).toEqual({ used: 'yes', barrier: null, note: '' })
    expect(practiceOf({ used: 'does-not-fit', barrier: 'time', note: '' })).toEqual({ used: 'does-not-fit', barrier: null, note: '' })
    expect(practiceOf({ used: 'not-yet', barrier: 'time', note: 'a line' })).toEqual({ used: 'not-yet', barrier: 'time', note: '' })
    expect(practiceOf({ used: 'not-yet', barrier: 'other', note: 'a line' })).toEqual({ used: 'not-yet', barrier: 'other', note: 'a line' })
  })
})

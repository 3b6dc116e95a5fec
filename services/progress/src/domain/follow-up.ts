import type { PracticeReport } from '@handrail/contracts'
import { daysBefore } from './day.ts'

/** What somebody says about the use of a course; the note is for themselves. */
export type Practice = PracticeReport

/** A month, so that there was time to use it. */
const ASKED_AFTER_DAYS = 30
/** Whoever was away for longer is not asked about what they hardly remember. */
const ASKED_UNTIL_DAYS = 120
/** Courses finished together are not asked about all at once. */
const REST_DAYS = 7

/** Courses that were finished in these days may be asked about. */
export const followUpWindow = (now: Date) => ({ from: daysBefore(now, ASKED_UNTIL_DAYS), to: daysBefore(now, ASKED_AFTER_DAYS) })

type Finished = { courseId: string; finishedAt: Date; testedOut: boolean }
type Followed = { courseId: string; answeredAt: Date | null; putAwayAt: Date | null }

/**
 * The one course to ask about now: finished a month ago by learning it, and not asked about before; the earliest first.
 * After an answer, or after one was put away, a week goes by.
 */
export const followUpDue = <Course extends Finished>(finished: readonly Course[], followed: readonly Followed[], now: Date): Course | null => {
  const { from, to } = followUpWindow(now)
  const rests = daysBefore(now, REST_DAYS)
  if (followed.some(({ answeredAt, putAwayAt }) => (answeredAt ?? putAwayAt ?? rests) > rests)) return null
  const known = new Set(followed.map(({ courseId }) => courseId))
  const due = finished.filter(({ courseId, finishedAt, testedOut }) => !testedOut && !known.has(courseId) && finishedAt >= from && finishedAt <= to)
  return due.sort((one, other) => one.finishedAt.getTime() - other.finishedAt.getTime())[0] ?? null
}

/** What got in the way is asked of who has not used it yet; the line belongs to "something else". */
export const practiceOf = ({ used, barrier, note }: PracticeReport): Practice => {
  const why = used === 'not-yet' ? barrier : null
  return { used, barrier: why, note: why === 'other' ? note : '' }
}

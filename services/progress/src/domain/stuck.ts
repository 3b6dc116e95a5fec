import { daysBefore } from './day.ts'

const QUIET_DAYS = 14

export type Signs = {
  now: Date
  /** The course of an open help request. */
  askedAbout: string | null
  /** The course of a card that was opened on two days and not done. */
  sameCardIn: string | null
  lastActiveAt: Date | null
  assignedAt: Date
  hasWorkLeft: boolean
}

export type Stuck = { sign: 'said-so' | 'same-card-twice' | 'quiet'; courseId: string | null }

/** Whoever did a card after this is moving. */
export const movingAfter = (now: Date): Date => daysBefore(now, QUIET_DAYS)
export const isMoving = (lastCardAt: Date | null, now: Date): boolean => lastCardAt !== null && lastCardAt > movingAfter(now)

/** Somebody is stuck who said so, came back to the same card, or has been quiet for two weeks with work left. */
export const stuckOf = ({ now, askedAbout, sameCardIn, lastActiveAt, assignedAt, hasWorkLeft }: Signs): Stuck | null => {
  if (askedAbout !== null) return { sign: 'said-so', courseId: askedAbout }
  if (!hasWorkLeft) return null
  if (sameCardIn !== null) return { sign: 'same-card-twice', courseId: sameCardIn }
  const since = lastActiveAt !== null && lastActiveAt > assignedAt ? lastActiveAt : assignedAt
  return since < daysBefore(now, QUIET_DAYS) ? { sign: 'quiet', courseId: null } : null
}

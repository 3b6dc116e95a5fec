import { describe, expect, it } from 'vitest'
import { isMoving, type Signs, stuckOf } from './stuck.ts'

const now = new Date('2026-11-20T14:00:00Z')
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)
const signs = (more: Partial<Signs> = {}): Signs => ({
  now,
  askedAbout: null,
  sameCardIn: null,
  lastActiveAt: daysAgo(1),
  assignedAt: daysAgo(60),
  hasWorkLeft: true,
  ...more,
})

describe('stuck', () => {
  it('is nobody who did something lately', () => {
    expect(stuckOf(signs())).toBeNull()
  })
  it('is who said so, before any other sign, even with nothing left to do', () => {
    expect(stuckOf(signs({ askedAbout: 'a', sameCardIn: 'b', hasWorkLeft: false }))).toEqual({ sign: 'said-so', courseId: 'a' })
  })
  it('is who came back to the same card', () => {
    expect(stuckOf(signs({ sameCardIn: 'b' }))).toEqual({ sign: 'same-card-twice', courseId: 'b' })
  })
  it('is who has been quiet for two weeks with work left', () => {
    expect(stuckOf(signs({ lastActiveAt: daysAgo(15) }))?.sign).toBe('quiet')
    expect(stuckOf(signs({ lastActiveAt: daysAgo(13) }))).toBeNull()
    expect(stuckOf(signs({ lastActiveAt: daysAgo(15), hasWorkLeft: false }))).toBeNull()
  })
  it('is not who was given the path a few days ago', () => {
    expect(stuckOf(signs({ lastActiveAt: null, assignedAt: daysAgo(3) }))).toBeNull()
    expect(stuckOf(signs({ lastActiveAt: null, assignedAt: daysAgo(15) }))?.sign).toBe('quiet')
  })
})

describe('moving', () => {
  it('is a card done in the last two weeks', () => {
    expect([isMoving(daysAgo(13), now), isMoving(daysAgo(15), now), isMoving(null, now)]).toEqual([true, false, false])
  })
})

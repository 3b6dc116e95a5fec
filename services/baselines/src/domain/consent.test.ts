import { describe, expect, it } from 'vitest'
import { choose, grantedAudiences } from './consent.ts'

const monday = new Date('2026-11-02T14:00:00Z')
const tuesday = new Date('2026-11-03T14:00:00Z')

describe('consent', () => {
  it('is nobody until a person shares', () => {
    expect(grantedAudiences({})).toEqual([])
  })
  it('sharing again keeps the first date', () => {
    expect(choose(choose({}, 'champion', true, monday), 'champion', true, tuesday)).toEqual({ champion: monday.toISOString() })
  })
  it('taking back leaves the other audiences alone', () => {
    const both = choose(choose({}, 'champion', true, monday), 'team-picture', true, monday)
    expect(grantedAudiences(choose(both, 'champion', false, tuesday))).toEqual(['team-picture'])
  })
})

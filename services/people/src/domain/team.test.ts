import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inOneSpelling, withoutPerson } from './team.ts'

const someIds = fc.array(fc.constantFrom('a', 'b', 'c', 'd'))
const aTeam = fc.record({ teamId: fc.constant('t'), managerIds: someIds, memberIds: someIds, state: fc.constant('active' as const) })

describe('a team', () => {
  it('is spelled the same, whoever was named first or twice', () => {
    fc.assert(
      fc.property(aTeam, (team) => {
        const named = { ...team, managerIds: [...team.managerIds, ...team.managerIds].reverse(), memberIds: [...team.memberIds].reverse() }
        expect(inOneSpelling(named)).toEqual(inOneSpelling(team))
        expect(new Set(inOneSpelling(team).memberIds)).toEqual(new Set(team.memberIds))
      }),
    )
  })
  it('without a person has everybody else, in either part', () => {
    fc.assert(
      fc.property(aTeam, (team) => {
        const { managerIds, memberIds } = withoutPerson(team, 'a')
        expect(managerIds).toEqual(team.managerIds.filter((id) => id !== 'a'))
        expect([...memberIds, ...managerIds]).not.toContain('a')
      }),
    )
  })
})

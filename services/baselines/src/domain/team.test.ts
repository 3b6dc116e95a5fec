import type { Role } from '@handrail/contracts'
import { describe, expect, it } from 'vitest'
import { refuseStrangers, type Team } from './team.ts'

const team: Team = { manager_ids: ['salma'], state: 'active' }
const asks =
  (personId: string, roles: Role[], of: Team | undefined = team) =>
  () =>
    refuseStrangers(of, { personId, roles })

describe("a team's picture", () => {
  it('is for its managers and for a lead', () => {
    expect(asks('salma', ['learner', 'manager'])).not.toThrow()
    expect(asks('ines', ['lead'])).not.toThrow()
  })
  it.each([
    ['a member', 'amal', ['learner']],
    ['a champion', 'amal', ['learner', 'champion']],
    ['a manager of another team', 'teodor', ['learner', 'manager']],
    ['somebody who manages no more', 'salma', ['learner']],
    ['a network', 'umbrella', ['network']],
  ] as [string, string, Role[]][])('is not there for %s', (_, personId, roles) => {
    expect(asks(personId, roles)).toThrow('There is nothing here for you.')
  })
  it('is not there, even for a lead, when the team is closed or unknown', () => {
    expect(asks('ines', ['lead'], { ...team, state: 'closed' })).toThrow('There is nothing here for you.')
    expect(() => refuseStrangers(undefined, { personId: 'ines', roles: ['lead'] })).toThrow('There is nothing here for you.')
  })
})

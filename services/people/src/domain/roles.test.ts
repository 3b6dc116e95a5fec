import { type Role, roles } from '@handrail/contracts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EVERYBODY, grant, leavesALead, revoke } from './roles.ts'

const aRole = fc.constantFrom(...roles)
const someRoles = fc.subarray([...roles])

describe('roles', () => {
  it('granting twice is granting once', () => {
    fc.assert(
      fc.property(someRoles, aRole, (held, role) => {
        expect(grant(grant(held, role), role)).toEqual(grant(held, role))
        expect(grant(held, role)).toContain(role)
      }),
    )
  })
  it('everybody remains a learner, whatever is granted and revoked', () => {
    const steps = fc.array(fc.record({ role: aRole, granted: fc.boolean() }))
    fc.assert(
      fc.property(steps, (history) => {
        const held = history.reduce<Role[]>((before, { role, granted }) => (granted ? grant(before, role) : revoke(before, role)), [...EVERYBODY])
        const expected = roles.filter((role) => role === 'learner' || history.findLast((step) => step.role === role)?.granted)
        expect(held).toEqual(expected)
      }),
    )
  })
  it('an agency keeps a lead: only the last one cannot go', () => {
    expect(leavesALead(['learner', 'lead'], 0)).toBe(false)
    expect(leavesALead(['learner', 'lead'], 1)).toBe(true)
    expect(leavesALead(['learner', 'manager'], 0)).toBe(true)
  })
})

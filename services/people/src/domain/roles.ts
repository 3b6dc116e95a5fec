import { roles as allRoles, type Role } from '@handrail/contracts'

/** Everybody learns; nobody can take that away. */
export const EVERYBODY: readonly Role[] = ['learner']

const inOrder = (held: ReadonlySet<Role>): Role[] => allRoles.filter((role) => held.has(role) || EVERYBODY.includes(role))

export const grant = (held: readonly Role[], role: Role): Role[] => inOrder(new Set([...held, role]))

export const revoke = (held: readonly Role[], role: Role): Role[] => inOrder(new Set(held.filter((other) => other !== role)))

/** Whether an agency keeps somebody who looks after Handrail when this person goes. */
export const leavesALead = (roles: readonly Role[], otherLeads: number): boolean => !roles.includes('lead') || otherLeads > 0

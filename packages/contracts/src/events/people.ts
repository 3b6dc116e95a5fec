import { z } from 'zod'
import { defineEvent } from '../envelope.ts'
import { Language, MinutesPerWeek, Role, Slug, Uuid } from '../words.ts'

const organization = z.strictObject({
  organizationId: Uuid,
  /** ISO 3166-2: `CA-ON`. Decides which privacy defaults hold. */
  province: z.string().regex(/^CA-[A-Z]{2}$/),
  timeZone: z.string(),
})
const organizationExample = {
  organizationId: '01900000-0000-7000-8000-000000000001',
  province: 'CA-ON',
  timeZone: 'America/Toronto',
}
export const OrganizationCreated = defineEvent('people', 'organization', 'created', organization, organizationExample)
export const OrganizationChanged = defineEvent('people', 'organization', 'changed', organization, organizationExample)

/** No name and no address: whoever must show one asks people. */
const person = z.strictObject({
  personId: Uuid,
  roleProfile: Slug,
  language: Language,
  timeZone: z.string(),
  /** What the person said; null when not asked. */
  minutesPerWeek: MinutesPerWeek.nullable(),
  state: z.enum(['active', 'left', 'erased']),
})
const personExample: z.infer<typeof person> = {
  personId: '01900000-0000-7000-8000-0000000000a1',
  roleProfile: 'settlement-worker',
  language: 'fr',
  timeZone: 'America/Toronto',
  minutesPerWeek: 20,
  state: 'active',
}
export const PersonJoined = defineEvent('people', 'person', 'joined', person, personExample)
export const PersonChanged = defineEvent('people', 'person', 'changed', person, personExample)
export const PersonLeft = defineEvent('people', 'person', 'left', person, { ...personExample, state: 'left' })
export const PersonErased = defineEvent('people', 'person', 'erased', person, { ...personExample, state: 'erased' })

export const TeamChanged = defineEvent(
  'people',
  'team',
  'changed',
  z.strictObject({ teamId: Uuid, managerIds: z.array(Uuid), memberIds: z.array(Uuid), state: z.enum(['active', 'closed']) }),
  {
    teamId: '01900000-0000-7000-8000-0000000000b1',
    managerIds: ['01900000-0000-7000-8000-0000000000a2'],
    memberIds: ['01900000-0000-7000-8000-0000000000a1'],
    state: 'active',
  },
)

/** The aggregate is one person's set of roles; its id is the person's. */
const personRoles = z.strictObject({ personId: Uuid, roles: z.array(Role) })
const rolesExample: z.infer<typeof personRoles> = {
  personId: '01900000-0000-7000-8000-0000000000a1',
  roles: ['learner', 'champion'],
}
export const RoleGranted = defineEvent('people', 'role', 'granted', personRoles, rolesExample)
export const RoleRevoked = defineEvent('people', 'role', 'revoked', personRoles, { ...rolesExample, roles: ['learner'] })

/** The aggregate's id is the person's. Null: the protection was taken back. */
export const ProtectedTimeSet = defineEvent('people', 'protected-time', 'set', z.strictObject({ personId: Uuid, minutesPerWeek: MinutesPerWeek.nullable() }), {
  personId: '01900000-0000-7000-8000-0000000000a1',
  minutesPerWeek: 15,
})

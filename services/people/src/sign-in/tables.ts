import type { Device, Language, Role } from '@handrail/contracts'
import type { Timestamp } from '@handrail/postgres'
import type { Generated } from 'kysely'

/** The schema `auth`, spelled as better-auth asks for it. */
export type AuthTables = {
  /** A view: the active people, of all organizations. */
  user: { id: string; email: string; organizationId: string; language: Language; roles: Role[] }
  session: {
    id: string
    userId: string
    token: string
    expiresAt: Timestamp
    sharedDevice: boolean
    browser: Device['browser'] | null
    system: Device['system'] | null
    createdAt: Timestamp
    updatedAt: Timestamp
  }
  verification: { identifier: string; value: string; expiresAt: Timestamp }
  /** The last mail to somebody who was erased; gone once it was sent, and after a day at the latest. */
  farewells: { farewell_id: string; address: string; language: Language; attempts: Generated<number>; opened_at: Timestamp; next_try_at: Timestamp }
  /** How often a thing was tried since a window opened. */
  tries: { bucket: string; opened_at: Timestamp; count: number }
}

import type { Language, Role } from '@handrail/contracts'
import type { Timestamp } from '@handrail/postgres'

/** The schema `auth`, spelled as better-auth asks for it. */
export type AuthTables = {
  /** A view: the active people, of all organizations. */
  user: { id: string; email: string; organizationId: string; language: Language; roles: Role[] }
  session: { userId: string; token: string; expiresAt: Timestamp; sharedDevice: boolean; createdAt: Timestamp; updatedAt: Timestamp }
  verification: { identifier: string; value: string; expiresAt: Timestamp }
  /** How often a thing was tried since a window opened. */
  tries: { bucket: string; opened_at: Timestamp; count: number }
}

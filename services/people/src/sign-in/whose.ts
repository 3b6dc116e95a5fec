import { normalizedAddress } from '../domain/person.ts'
import type { Desk } from './desk.ts'

export type Who = { organizationId: string; personId: string }

/** Whose account an address opens, for the log alone: nobody who asks is told. */
export const whose = async ({ db }: Desk, address: string): Promise<Who | null> => {
  const row = await db.selectFrom('user').select(['id', 'organizationId']).where('email', '=', normalizedAddress(address)).executeTakeFirst()
  return row ? { organizationId: row.organizationId, personId: row.id } : null
}

import type { Transaction } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { normalizedName } from '../domain/name.ts'
import { insertSite } from '../store/writes/organizations.ts'
import type { Tables } from '../tables.ts'

type AddSite = { organizationId: string; siteId?: string; name: string }

/** A place where teams work. Adding one whose id is known changes nothing. */
export const addSite = async (trx: Transaction<Tables>, command: AddSite, _now: Date): Promise<{ siteId: string }> => {
  const siteId = command.siteId ?? uuidv7()
  await insertSite(trx, { site_id: siteId, organization_id: command.organizationId, name: normalizedName(command.name) })
  return { siteId }
}

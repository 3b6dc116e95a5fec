import type { MyAccess } from '@handrail/contracts'
import type { Kysely } from 'kysely'
import { dataIsTight } from '../../domain/access.ts'
import type { Tables } from '../../tables.ts'

/** What a person has said of their access; all open, and not asked, where there is nothing. */
export const accessOf = async (db: Kysely<Tables>, personId: string): Promise<MyAccess> => {
  const row = await db.selectFrom('access_answers').selectAll().where('person_id', '=', personId).executeTakeFirst()
  const answers = { phone: row?.phone ?? null, dataPlan: row?.data_plan ?? null, timeOfDay: row?.time_of_day ?? null }
  return { ...answers, askedAt: row?.asked_at.toISOString() ?? null, dataIsTight: dataIsTight(answers) }
}

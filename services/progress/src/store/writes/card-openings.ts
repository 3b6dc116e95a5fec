import { sql, type Transaction } from 'kysely'
import type { Day } from '../../domain/day.ts'
import type { Tables } from '../../tables.ts'

type Opening = { organizationId: string; personId: string; courseId: string; cardId: string }

/** Says whether some version of the course has this card; where none has, nothing is kept. */
export const saveOpening = async (trx: Transaction<Tables>, { organizationId, personId, courseId, cardId }: Opening, day: Day): Promise<boolean> => {
  const { rows } = await sql`
    insert into card_openings as known (person_id, course_id, card_id, organization_id, first_on, last_on)
    select ${personId}::uuid, ${courseId}::text, ${cardId}::text, ${organizationId}::uuid, ${day}::date, ${day}::date
    where exists (select 1 from courses where course_id = ${courseId} and ${cardId} = any (card_ids))
    on conflict (person_id, course_id, card_id) do update set
      first_on = least(known.first_on, excluded.first_on), last_on = greatest(known.last_on, excluded.last_on)
    returning 1`.execute(trx)
  return rows.length > 0
}

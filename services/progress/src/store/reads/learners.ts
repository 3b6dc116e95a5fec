import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { MinutesKnown } from '../../domain/finish-date.ts'
import type { PersonState } from '../../domain/person.ts'
import type { Tables } from '../../tables.ts'

/** What people said about a person; somebody nobody has spoken of yet counts as active. */
export type Learner = MinutesKnown & { personId: string; timeZone: string; state: PersonState }

/** A learner, of whoever has an `id`: what to select, and what to join for it. */
export const learnerColumns = sql`
  id as "personId", coalesce(p.time_zone, 'UTC') as "timeZone", coalesce(p.state, 'active') as state,
  t.minutes_per_week as "protectedMinutes", p.minutes_per_week as "saidMinutes"`
export const learnerJoins = sql`left join people p on p.person_id = id left join protected_times t on t.person_id = id`

const learners = (ids: RawBuilder<unknown>) => sql<Learner>`select ${learnerColumns} from ${ids} as asked (id) ${learnerJoins}`

export const learnersOf = async (db: Kysely<Tables>, personIds: readonly string[]): Promise<Map<string, Learner>> => {
  const { rows } = await learners(sql`unnest(${personIds}::uuid[])`).execute(db)
  return new Map(rows.map((row) => [row.personId, row]))
}

export const learnerOf = async (db: Kysely<Tables>, personId: string): Promise<Learner> => {
  // Of an array PostgreSQL expects a hundred, and would read all people for one.
  const { rows } = await learners(sql`(values (${personId}::uuid))`).execute(db)
  const [learner] = rows
  return learner ?? { personId, timeZone: 'UTC', state: 'active', protectedMinutes: null, saidMinutes: null }
}

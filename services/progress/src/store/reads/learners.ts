import { type Kysely, sql } from 'kysely'
import type { MinutesKnown } from '../../domain/finish-date.ts'
import type { PersonState } from '../../domain/person.ts'
import type { Tables } from '../../tables.ts'

/** What people said about a person; somebody nobody has spoken of yet counts as active. */
export type Learner = MinutesKnown & { personId: string; timeZone: string; state: PersonState }

export const learnersOf = async (db: Kysely<Tables>, personIds: readonly string[]): Promise<Map<string, Learner>> => {
  const { rows } = await sql<Learner>`
    select id as "personId", coalesce(p.time_zone, 'UTC') as "timeZone", coalesce(p.state, 'active') as state,
      t.minutes_per_week as "protectedMinutes", p.minutes_per_week as "saidMinutes"
    from unnest(${personIds}::uuid[]) as id
    left join people p on p.person_id = id
    left join protected_times t on t.person_id = id`.execute(db)
  return new Map(rows.map((row) => [row.personId, row]))
}

export const learnerOf = async (db: Kysely<Tables>, personId: string): Promise<Learner> => {
  const learner = (await learnersOf(db, [personId])).get(personId)
  return learner ?? { personId, timeZone: 'UTC', state: 'active', protectedMinutes: null, saidMinutes: null }
}

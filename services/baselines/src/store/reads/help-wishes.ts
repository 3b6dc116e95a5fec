import type { Audience, Level } from '@handrail/contracts'
import { type Kysely, sql } from 'kysely'
import type { WishingPerson } from '../../domain/help-wishes.ts'
import type { Tables } from '../../tables.ts'
import { floorsById } from './floors.ts'

/** The people of a champion's cohorts that run. */
export const peopleOfChampion = async (db: Kysely<Tables>, championId: string): Promise<string[]> => {
  const rows = await db.selectFrom('cohorts').select('person_ids').where('champion_id', '=', championId).where('state', '=', 'active').execute()
  return [...new Set(rows.flatMap(({ person_ids }) => person_ids))]
}

export const teamWithMembers = (db: Kysely<Tables>, teamId: string) =>
  db.selectFrom('teams').select(['manager_ids', 'member_ids', 'state']).where('team_id', '=', teamId).executeTakeFirst()

type Row = Pick<WishingPerson, 'answers'> & {
  person_id: string
  floor_id: string
  evidence: { competency_id: string; level: Level; recorded_at: string }[]
}

/** Those of these people who share with the audience now and have submitted something, each with the newest. */
export const peopleSharingWith = async (db: Kysely<Tables>, audience: Audience, personIds: readonly string[]): Promise<WishingPerson[]> => {
  if (personIds.length === 0) return []
  const { rows } = await sql<Row>`
    select people.person_id, newest.answers, newest.floor_id, coalesce(shown.evidence, '[]') as evidence
    from people
    join consents on consents.person_id = people.person_id and consents.granted ->> ${audience} is not null
    cross join lateral (
      select answers, floor_id from self_assessments
      where person_id = people.person_id and state = 'submitted'
      order by submitted_at desc limit 1
    ) as newest
    left join lateral (
      select jsonb_agg(jsonb_build_object('competency_id', competency_id, 'level', level, 'recorded_at', recorded_at)) as evidence
      from evidence where evidence.person_id = people.person_id
    ) as shown on true
    where people.state = 'active' and people.person_id = any(${personIds}::uuid[])
    order by people.person_id`.execute(db)
  const floorOf = await floorsById(
    db,
    rows.map(({ floor_id }) => floor_id),
  )
  return rows.map(({ person_id, answers, floor_id, evidence }) => ({
    personId: person_id,
    answers,
    floor: floorOf(floor_id),
    evidence: new Map(evidence.map(({ competency_id, level, recorded_at }) => [competency_id, { level, at: new Date(recorded_at) }])),
  }))
}

import type { Audience, Level } from '@handrail/contracts'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { WishingPerson } from '../../domain/help-wishes.ts'
import type { Tables } from '../../tables.ts'
import { floorsById } from './floors.ts'

/** The people of a champion's cohorts that run. */
export const peopleOfChampion = async (db: Kysely<Tables>, championId: string): Promise<string[]> => {
  const rows = await db.selectFrom('cohorts').select('person_ids').where('champion_id', '=', championId).where('state', '=', 'active').execute()
  return [...new Set(rows.flatMap(({ person_ids }) => person_ids))]
}

type Row = Pick<WishingPerson, 'answers'> & {
  person_id: string
  floor_id: string
  evidence: { competency_id: string; level: Level; recorded_at: string }[]
}

const membersOf = (teamId: string) => sql`select jsonb_array_elements_text(member_ids)::uuid from teams where team_id = ${teamId}`

/** Whoever of the team (of these, where some are named) shares with its managers. */
export const membersSharing = (db: Kysely<Tables>, teamId: string, personIds: readonly string[] | undefined): Promise<WishingPerson[]> =>
  peopleSharing(db, 'manager', sql`people.person_id in (${membersOf(teamId)}) and ${personIds ? isOneOf(personIds) : sql`true`}`)

/** Whoever of these people shares with the audience. */
export const peopleSharingWith = async (db: Kysely<Tables>, audience: Audience, personIds: readonly string[]): Promise<WishingPerson[]> =>
  personIds.length === 0 ? [] : peopleSharing(db, audience, isOneOf(personIds))

const isOneOf = (personIds: readonly string[]) => sql`people.person_id = any(${personIds}::uuid[])`

/** Those who share with the audience now and have submitted something, each with the newest. */
const peopleSharing = async (db: Kysely<Tables>, audience: Audience, who: RawBuilder<unknown>): Promise<WishingPerson[]> => {
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
    where people.state = 'active' and ${who}
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

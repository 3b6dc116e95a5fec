import type { Level } from '@handrail/contracts'
import { type Kysely, sql } from 'kysely'
import type { SharingMember } from '../../domain/team-picture.ts'
import type { Tables } from '../../tables.ts'
import { floorsById } from './floors.ts'
import { currentFrameworkId } from './frameworks.ts'

/** A team, and the framework it is spoken of in. */
export const teamOf = (db: Kysely<Tables>, teamId: string) =>
  db
    .selectFrom('teams')
    .select(['manager_ids', 'state', currentFrameworkId(db).as('framework_id')])
    .where('team_id', '=', teamId)
    .executeTakeFirst()

/** Those of a team who share with its picture. */
const sharing = (teamId: string) => sql`
  select person_id from consents join people using (person_id)
  where person_id = any (array(select jsonb_array_elements_text(member_ids)::uuid from teams where team_id = ${teamId}))
    and granted ->> 'team-picture' is not null and people.state = 'active'`

/** A number that stands for all that a team's picture is made of: whoever shares, all they submitted, all they have shown. */
const inputs = sql`
  (select concat_ws(' ',
    (select sum(hash_record_extended(row (person_id, self_assessment_id, version, floor_id), 0)) from self_assessments
      where state = 'submitted' and person_id = any ((select ids from sharing)::uuid[])),
    (select sum(hash_record_extended(row (person_id, competency_id, level, recorded_at), 0)) from evidence
      join sharing on true join lateral unnest(ids) as sharer (id) on sharer.id = person_id)))`

/** How many stand behind a team's picture, and what changes with whatever it is made of. */
export const pictureInputs = async (db: Kysely<Tables>, teamId: string): Promise<{ people: number; inputs: string }> => {
  const { rows } = await sql<{ people: number; inputs: string }>`
    with sharing as materialized (select array(${sharing(teamId)}) as ids)
    select ${inputs} as inputs,
      (select count(distinct person_id)::int from self_assessments where state = 'submitted' and person_id = any ((select ids from sharing)::uuid[])) as people`.execute(
    db,
  )
  return rows[0] ?? { people: 0, inputs: '' }
}

type Row = {
  answers: SharingMember['answers']
  floor_id: string
  evidence: { competency_id: string; level: Level; recorded_at: string }[]
  inputs: string
}

/** The members who share with their team's picture and have submitted something, each with the newest; and the inputs, as they were at that moment. */
export const sharingMembers = async (db: Kysely<Tables>, teamId: string): Promise<{ inputs: string; members: SharingMember[] }> => {
  const { rows } = await sql<Row>`
    with sharing as materialized (select array(${sharing(teamId)}) as ids),
    inputs as materialized (select ${inputs} as inputs)
    select newest.answers, newest.floor_id, coalesce(shown.evidence, '[]') as evidence, inputs.inputs
    from sharing cross join inputs cross join unnest(ids) as sharer (id)
    cross join lateral (
      select answers, floor_id from self_assessments
      where person_id = sharer.id and state = 'submitted'
      order by submitted_at desc limit 1
    ) as newest
    left join lateral (
      select jsonb_agg(jsonb_build_object('competency_id', competency_id, 'level', level, 'recorded_at', recorded_at)) as evidence
      from evidence where evidence.person_id = sharer.id
    ) as shown on true`.execute(db)
  const floorOf = await floorsById(
    db,
    rows.map((row) => row.floor_id),
  )
  const members = rows.map((row) => ({
    answers: row.answers,
    competencyIds: floorOf(row.floor_id).levels.map(({ competencyId }) => competencyId),
    evidence: new Map(row.evidence.map(({ competency_id, level, recorded_at }) => [competency_id, { level, at: new Date(recorded_at) }])),
  }))
  return { inputs: rows[0]?.inputs ?? '', members }
}

import type { Level } from '@handrail/contracts'
import { type Kysely, sql } from 'kysely'
import type { SharingMember } from '../../domain/team-picture.ts'
import type { Tables } from '../../tables.ts'
import { floorsById } from './floors.ts'

export const teamOf = (db: Kysely<Tables>, teamId: string) =>
  db.selectFrom('teams').select(['manager_ids', 'state']).where('team_id', '=', teamId).executeTakeFirst()

/** Those of a team who share with its picture, each with the newest they submitted and a number that stands for all of theirs. */
const sharing = (teamId: string) => sql`
  select newest.answers, newest.floor_id, people.person_id, hash_record_extended(row (people.person_id, newest.self_assessment_id, newest.version, shown.hash), 0) as hash
  from teams
  cross join lateral (select distinct jsonb_array_elements_text(teams.member_ids)::uuid) as member (id)
  join people on people.person_id = member.id and people.state = 'active'
  join consents on consents.person_id = people.person_id and consents.granted ->> 'team-picture' is not null
  cross join lateral (
    select self_assessment_id, version, answers, floor_id from self_assessments
    where person_id = people.person_id and state = 'submitted'
    order by submitted_at desc limit 1
  ) as newest
  left join lateral (
    select sum(hash_record_extended(row (competency_id, level, recorded_at), 0)) as hash from evidence where evidence.person_id = people.person_id
  ) as shown on true
  where teams.team_id = ${teamId}`

/** Stands for all that a team's picture is made of: whoever begins or ceases to share, answers or passes a check changes it. */
export const pictureInputs = async (db: Kysely<Tables>, teamId: string): Promise<{ people: number; inputs: string }> => {
  const { rows } = await sql<{ people: number; inputs: string }>`
    select count(*)::int as people, coalesce(sum(hash), 0)::text as inputs from (${sharing(teamId)}) as sharing`.execute(db)
  return rows[0] ?? { people: 0, inputs: '0' }
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
    select sharing.answers, sharing.floor_id, coalesce(shown.evidence, '[]') as evidence, (sum(sharing.hash) over ())::text as inputs
    from (${sharing(teamId)}) as sharing
    left join lateral (
      select jsonb_agg(jsonb_build_object('competency_id', competency_id, 'level', level, 'recorded_at', recorded_at)) as evidence
      from evidence where evidence.person_id = sharing.person_id
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
  return { inputs: rows[0]?.inputs ?? '0', members }
}

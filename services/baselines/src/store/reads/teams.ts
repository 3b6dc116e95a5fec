import type { Level } from '@handrail/contracts'
import { type Kysely, sql } from 'kysely'
import type { SharingMember } from '../../domain/team-picture.ts'
import type { Tables } from '../../tables.ts'
import { floorsById } from './floors.ts'

export const teamOf = (db: Kysely<Tables>, teamId: string) =>
  db.selectFrom('teams').select(['manager_ids', 'state']).where('team_id', '=', teamId).executeTakeFirst()

type Row = {
  answers: SharingMember['answers']
  floor_id: string
  evidence: { competency_id: string; level: Level; recorded_at: string }[]
}

/** The members who share with their team's picture and have submitted something, each with the newest. */
export const sharingMembers = async (db: Kysely<Tables>, teamId: string): Promise<SharingMember[]> => {
  const { rows } = await sql<Row>`
    select newest.answers, newest.floor_id, coalesce(shown.evidence, '[]') as evidence
    from teams
    cross join lateral (select distinct jsonb_array_elements_text(teams.member_ids)::uuid) as member (id)
    join people on people.person_id = member.id and people.state = 'active'
    join consents on consents.person_id = people.person_id and consents.granted ->> 'team-picture' is not null
    cross join lateral (
      select answers, floor_id from self_assessments
      where person_id = people.person_id and state = 'submitted'
      order by submitted_at desc limit 1
    ) as newest
    left join lateral (
      select jsonb_agg(jsonb_build_object('competency_id', competency_id, 'level', level, 'recorded_at', recorded_at)) as evidence
      from evidence where evidence.person_id = people.person_id
    ) as shown on true
    where teams.team_id = ${teamId}`.execute(db)
  const floorOf = await floorsById(
    db,
    rows.map((row) => row.floor_id),
  )
  return rows.map((row) => ({
    answers: row.answers,
    competencyIds: floorOf(row.floor_id).levels.map(({ competencyId }) => competencyId),
    evidence: new Map(row.evidence.map(({ competency_id, level, recorded_at }) => [competency_id, { level, at: new Date(recorded_at) }])),
  }))
}

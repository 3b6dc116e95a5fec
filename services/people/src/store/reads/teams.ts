import type { TeamPeople } from '@handrail/contracts'
import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../tables.ts'

/** No organization comes near; a bound all the same. */
const MOST = 500

const activeTeams = (db: Kysely<Tables>) => db.selectFrom('teams').innerJoin('sites', 'sites.site_id', 'teams.site_id').where('teams.state', '=', 'active')

const summaries = (db: Kysely<Tables>) =>
  activeTeams(db)
    .select([
      'teams.team_id',
      'teams.name',
      'teams.site_id',
      'sites.name as site',
      sql<number>`(select count(*)::int from team_people where team_people.team_id = teams.team_id and part = 'member')`.as('people'),
    ])
    .orderBy('teams.name')
    .limit(MOST)

export const teamSummaries = (db: Kysely<Tables>) => summaries(db).execute()

export const teamsManagedBy = (db: Kysely<Tables>, personId: string) =>
  summaries(db)
    .where('teams.team_id', 'in', (of) => of.selectFrom('team_people').select('team_id').where('person_id', '=', personId).where('part', '=', 'manager'))
    .execute()

export const teamIdsOf = async (db: Kysely<Tables>, personId: string): Promise<string[]> => {
  const rows = await activeTeams(db)
    .innerJoin('team_people', 'team_people.team_id', 'teams.team_id')
    .select('teams.team_id')
    .where('team_people.person_id', '=', personId)
    .where('part', '=', 'member')
    .orderBy('teams.name')
    .limit(MOST)
    .execute()
  return rows.map((row) => row.team_id)
}

/** The teams a person is in or manages. */
export const teamsWith = (db: Kysely<Tables>, personId: string) =>
  activeTeams(db)
    .innerJoin('team_people', 'team_people.team_id', 'teams.team_id')
    .select(['teams.name', 'sites.name as site', 'team_people.part'])
    .where('team_people.person_id', '=', personId)
    .orderBy('teams.name')
    .orderBy('team_people.part')
    .limit(MOST)
    .execute()

export const teamOf = (db: Kysely<Tables>, teamId: string) =>
  activeTeams(db).select(['teams.team_id', 'teams.name', 'sites.name as site']).where('teams.team_id', '=', teamId).executeTakeFirst()

export const peopleOfTeam = (db: Kysely<Tables>, teamId: string) =>
  db
    .selectFrom('team_people')
    .innerJoin('people', 'people.person_id', 'team_people.person_id')
    .leftJoin('protected_times', 'protected_times.person_id', 'people.person_id')
    .select(['people.person_id', 'people.name', 'people.role_profile', 'part', 'protected_times.minutes_per_week as protected_minutes'])
    .where('team_id', '=', teamId)
    .where('people.state', '=', 'active')
    .$narrowType<{ name: string }>()
    .orderBy('people.name')
    .orderBy('people.person_id')
    .limit(2 * MOST)
    .execute()

type TeamPageRow = {
  name: string
  site: string
  is_managed: boolean
  people: number
  without: number
  without_names: string[]
  found: number
  cursor: number
  rows: TeamPeople['rows']
}

/** A name as `searchedWords` writes what is looked for. */
const plainName = sql.raw(
  `replace(replace(replace(lower(regexp_replace(normalize(name, NFD), '[\\u0300-\\u036f]', '', 'g')), 'œ', 'oe'), 'æ', 'ae'), '’', '''')`,
)
const hasWords = (words: readonly string[]) =>
  words.length === 0 ? sql`true` : sql`not exists (select from unnest(${words}::text[]) word where position(word in ${plainName}) = 0)`

/** As many are named before the others are only counted. */
const NAMES = 4

type TeamPageOf = { teamId: string; askerId: string; words: readonly string[]; cursor: number; limit: number }

/** Of an active team: a page of its members by name, and what there is to say of all of them. One statement. */
export const teamPage = async (db: Kysely<Tables>, { teamId, askerId, words, cursor, limit }: TeamPageOf): Promise<TeamPageRow | undefined> => {
  const { rows } = await sql<TeamPageRow>`
    with members as materialized (
      select p.person_id, p.name, p.role_profile, t.minutes_per_week as minutes
      from team_people join people p using (person_id) left join protected_times t using (person_id)
      where team_id = ${teamId} and part = 'member' and p.state = 'active'
    ),
    found as materialized (select * from members where ${hasWords(words)}),
    place as materialized (
      select count(*)::int as found, least(${cursor}::int, greatest(0, (count(*)::int - 1) / ${limit}::int * ${limit}::int)) as cursor from found
    ),
    page as (select * from found order by name, person_id limit ${limit}::int offset (select cursor from place))
    select teams.name, sites.name as site, place.found, place.cursor,
      exists (
        select from team_people join people using (person_id)
        where team_id = ${teamId} and part = 'manager' and person_id = ${askerId} and people.state = 'active'
      ) as is_managed,
      (select count(*)::int from members) as people,
      (select count(*)::int from members where coalesce(minutes, 0) = 0) as without,
      array(select name from members where coalesce(minutes, 0) = 0 order by name, person_id limit ${NAMES}::int) as without_names,
      (
        select coalesce(json_agg(json_build_object('personId', person_id, 'name', name, 'roleProfile', role_profile, 'protectedMinutes', minutes)), '[]')
        from page
      ) as rows
    from teams join sites using (site_id) cross join place
    where team_id = ${teamId} and teams.state = 'active'`.execute(db)
  return rows[0]
}

/** Whether one manages an active team that the other is a member of. */
export const manages = async (db: Kysely<Tables>, managerId: string, personId: string): Promise<boolean> => {
  const row = await activeTeams(db)
    .innerJoin('team_people as manager', 'manager.team_id', 'teams.team_id')
    .innerJoin('team_people as member', 'member.team_id', 'teams.team_id')
    .select('teams.team_id')
    .where('manager.part', '=', 'manager')
    .where('manager.person_id', '=', managerId)
    .where('member.part', '=', 'member')
    .where('member.person_id', '=', personId)
    .executeTakeFirst()
  return row !== undefined
}

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

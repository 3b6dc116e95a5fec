import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../tables.ts'

const active = (db: Kysely<Tables>) => db.selectFrom('people').where('people.state', '=', 'active')

export const isActive = async (db: Kysely<Tables>, personId: string): Promise<boolean> =>
  (await active(db).select('person_id').where('person_id', '=', personId).executeTakeFirst()) !== undefined

/** What a person may read about themselves; nothing when they are not active. */
export const personOf = (db: Kysely<Tables>, personId: string) =>
  active(db)
    .innerJoin('organizations', 'organizations.organization_id', 'people.organization_id')
    .leftJoin('person_roles', 'person_roles.person_id', 'people.person_id')
    .leftJoin('protected_times', 'protected_times.person_id', 'people.person_id')
    .select([
      'people.name',
      'people.address',
      'people.language',
      'people.time_zone',
      'people.role_profile',
      'people.minutes_per_week',
      'people.joined_at',
      'person_roles.roles',
      'protected_times.minutes_per_week as protected_minutes',
      'organizations.organization_id',
      'organizations.name as organization_name',
      'organizations.province',
    ])
    .where('people.person_id', '=', personId)
    .$narrowType<{ name: string; address: string }>()
    .executeTakeFirst()

/** Whoever left keeps a name, since their work stays; whoever was erased has none. */
export const namesOf = (db: Kysely<Tables>, personIds: string[]) =>
  db
    .selectFrom('people')
    .select(['person_id', 'name'])
    .where('person_id', 'in', personIds)
    .where('name', 'is not', null)
    .$narrowType<{ name: string }>()
    .execute()

export const mailAddressesOf = (db: Kysely<Tables>, personIds: string[]) =>
  active(db)
    .select(['person_id', 'name', 'address', 'language', 'time_zone'])
    .where('person_id', 'in', personIds)
    .$narrowType<{ name: string; address: string }>()
    .execute()

type PageOfPeople = { organizationId: string; cursor?: string | undefined; limit: number }

/** An organization's active people by name, `limit` of them after the person `cursor`. It is named, for its index is in that order. */
export const listPeople = (db: Kysely<Tables>, { organizationId, cursor, limit }: PageOfPeople) =>
  active(db)
    .leftJoin('person_roles', 'person_roles.person_id', 'people.person_id')
    .leftJoin('protected_times', 'protected_times.person_id', 'people.person_id')
    .select([
      'people.person_id',
      'people.name',
      'people.role_profile',
      'people.language',
      'person_roles.roles',
      'protected_times.minutes_per_week as protected_minutes',
      sql<string[]>`array(
        select teams.name from team_people join teams using (team_id)
        where team_people.person_id = people.person_id and part = 'member' and teams.state = 'active' order by teams.name)`.as('teams'),
    ])
    .where('people.organization_id', '=', organizationId)
    .$if(cursor !== undefined, (query) =>
      query.where(sql<boolean>`(people.name, people.person_id) > (select name, person_id from people where person_id = ${cursor})`),
    )
    .orderBy('people.name')
    .orderBy('people.person_id')
    .limit(limit)
    .$narrowType<{ name: string }>()
    .execute()

export const countOtherLeads = async (db: Kysely<Tables>, personId: string): Promise<number> => {
  const { leads } = await active(db)
    .innerJoin('person_roles', 'person_roles.person_id', 'people.person_id')
    .select(sql<number>`count(*)::int`.as('leads'))
    .where('people.person_id', '<>', personId)
    .where(sql<boolean>`'lead' = any(person_roles.roles)`)
    .executeTakeFirstOrThrow()
  return leads
}

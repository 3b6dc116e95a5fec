import postgres, { type Sql } from 'postgres'

const BATCH = 500
const MODEL = 'amal@rivages.example'
/** Who is in a team says `fillTeam`; and no champion has thousands of people. */
const LEFT_OUT = ['idempotency_keys', 'team_people', 'cohort_people']

type Table = { name: string; renewed: string[] }

const at = (administrator: string, service: string) => {
  const url = new URL(administrator)
  url.pathname = `/handrail_${service}`
  return postgres(url.toString(), { max: 1, onnotice: () => {}, connection: { session_replication_role: 'replica' } })
}

/** Tables with people in them, and their columns that must be new in each copy: ids of their own, and addresses. */
const tablesOf = async (sql: Sql): Promise<Table[]> => {
  const rows = await sql<{ name: string; renewed: string[] }[]>`
    select c.relname as name, array(
      select distinct a.attname::text from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
      where i.indrelid = c.oid and i.indisunique and a.attname not in ('person_id', 'organization_id', 'cohort_id')
        and (a.atttypid = 'uuid'::regtype or a.attname = 'address')
    ) as renewed
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r'
      and exists (select 1 from pg_attribute p where p.attrelid = c.oid and p.attname = 'person_id' and p.atttypid = 'uuid'::regtype)`
  return rows.filter(({ name }) => !LEFT_OUT.includes(name))
}

/** A valid id (RFC 9562), the same each time. */
const someone = (sql: Sql) => sql`overlay(overlay(md5('bench-' || n) placing '4' from 13) placing '8' from 17)::uuid`

/** Everything a service knows of one person, known of others as well. */
const copyPerson = async (sql: Sql, model: string, { name, renewed }: Table, from: number, to: number) => {
  const fields = [
    sql`'person_id', ${someone(sql)}`,
    ...renewed.map((column) => (column === 'address' ? sql`'address', 'bench-' || n || '@rivages.example'` : sql`${column}::text, gen_random_uuid()`)),
  ]
  const changes = fields.reduce((one, other) => sql`${one}, ${other}`)
  await sql`
    insert into ${sql(name)}
    select (jsonb_populate_record(null::${sql(name)}, to_jsonb(m) || jsonb_build_object(${changes}))).*
    from ${sql(name)} m, generate_series(${from}::int, ${to}::int) n where m.person_id = ${model} on conflict do nothing`
}

/** Courses that each of them has finished, card by card. */
const finishCourses = async (sql: Sql, organizationId: string, courses: number, from: number, to: number) => {
  const chosen = sql`(select distinct on (course_id) course_id, course_version, card_ids from courses order by course_id, course_version desc limit ${courses}) c`
  const many = sql`generate_series(${from}::int, ${to}::int) n`
  await sql`
    insert into course_progress
    select (jsonb_populate_record(null::course_progress, jsonb_build_object(
      'person_id', ${someone(sql)}, 'course_id', c.course_id, 'course_version', c.course_version, 'organization_id', ${organizationId}::uuid,
      'cards_done', c.card_ids, 'checks_passed', '[]'::jsonb, 'started_at', now() - interval '40 days', 'last_card_at', now() - interval '39 days',
      'finished_at', now() - interval '39 days', 'tested_out', false, 'completion_id', gen_random_uuid()))).*
    from ${chosen}, ${many} on conflict do nothing`
  await sql`
    insert into card_openings
    select (jsonb_populate_record(null::card_openings, jsonb_build_object(
      'person_id', ${someone(sql)}, 'course_id', c.course_id, 'card_id', card_id, 'organization_id', ${organizationId}::uuid,
      'first_on', current_date - 40, 'last_on', current_date - 40))).*
    from ${chosen} cross join unnest(c.card_ids) card_id, ${many} on conflict do nothing`
}

/** Fills every database of a platform with colleagues of one person, each with so many finished courses. Answers how many cards are complete. */
export const fill = async (administrator: string, people: number, courses: number): Promise<{ people: number; cards: number }> => {
  const peoples = at(administrator, 'people')
  const [model] = await peoples<{ person_id: string; organization_id: string }[]>`select person_id, organization_id from people where address = ${MODEL}`
  await peoples.end()
  if (!model) throw new Error(`${MODEL} is not there.`)
  let filled = { people: 0, cards: 0 }
  for (const service of ['people', 'baselines', 'catalogue', 'progress', 'notifications']) {
    const sql = at(administrator, service)
    const tables = await tablesOf(sql)
    for (let from = 1; from <= people; from += BATCH) {
      const to = Math.min(people, from + BATCH - 1)
      for (const table of tables) await copyPerson(sql, model.person_id, table, from, to)
      if (service === 'progress') await finishCourses(sql, model.organization_id, courses, from, to)
    }
    await sql`vacuum analyze`
    if (service === 'progress') {
      const [counted] = await sql<{ people: number; cards: number }[]>`
        select (select count(*)::int from people) as people, (select coalesce(sum(cardinality(cards_done)), 0)::int from course_progress) as cards`
      filled = counted ?? filled
    }
    await sql.end()
  }
  return filled
}

/** Puts so many of the filled colleagues into the one person's team, wherever a service knows of it. Answers the team's id. */
export const fillTeam = async (administrator: string, people: number): Promise<string> => {
  const peoples = at(administrator, 'people')
  const [team] = await peoples<{ team_id: string; organization_id: string }[]>`
    select team_id, organization_id from team_people join people using (person_id, organization_id) where address = ${MODEL} and part = 'member'`
  if (!team) throw new Error(`${MODEL} is in no team.`)
  const members = (sql: Sql) => sql`(select array_agg(${someone(sql)}) from generate_series(1, ${people}::int) n)`
  await peoples`
    insert into team_people (team_id, organization_id, person_id, part)
    select ${team.team_id}, ${team.organization_id}, person_id, 'member' from unnest(${members(peoples)}) person_id on conflict do nothing`
  await peoples.end()
  for (const service of ['baselines', 'progress', 'notifications']) {
    const sql = at(administrator, service)
    const added = service === 'baselines' ? sql`member_ids || to_jsonb(${members(sql)})` : sql`member_ids || ${members(sql)}`
    await sql`update teams set member_ids = ${added} where team_id = ${team.team_id}`
    await sql.end()
  }
  return team.team_id
}

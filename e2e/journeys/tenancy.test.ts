import { services } from '@handrail/contracts'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'

/** That PostgreSQL itself keeps agencies apart, in every service's database, whatever the program above it asks for. */
const { postgres: administrator, neighbour, anchorage } = inject('platform')

/** Without an organization: the plumbing, and what sign-in needs before it knows who somebody is. */
const withoutOrganization = [
  'public.dead_letters',
  'public.inbox',
  'public.kysely_migration',
  'public.kysely_migration_lock',
  'public.stream_state',
  'public.watermarks',
]
const ofSignIn = ['auth.farewells', 'auth.jwks', 'auth.session', 'auth.tries', 'auth.verification']

/** The policies that look at no organization, and whom they let see what. */
const forTheWholeService = {
  people: ['outbox relay_marks people_relay', 'outbox relay_reads people_relay', 'people auth_reads people_auth', 'person_roles auth_reads people_auth'],
  baselines: [
    'idempotency_keys relay_forgets_old_keys baselines_relay',
    'idempotency_keys relay_sees_old_keys baselines_relay',
    'outbox relay_marks baselines_relay',
    'outbox relay_reads baselines_relay',
  ],
  catalogue: ['outbox relay_marks catalogue_relay', 'outbox relay_reads catalogue_relay'],
  progress: [
    'idempotency_keys relay_forgets_old_keys progress_relay',
    'idempotency_keys relay_sees_old_keys progress_relay',
    'outbox relay_marks progress_relay',
    'outbox relay_reads progress_relay',
  ],
  notifications: ['outbox relay_marks notifications_relay', 'outbox relay_reads notifications_relay'],
}

describe.each(services)('in the database of %s', (service) => {
  let admin: postgres.Sql
  beforeAll(() => {
    const url = new URL(administrator)
    url.pathname = `/handrail_${service}`
    admin = postgres(url.href, { max: 1, onnotice: () => {} })
  })
  afterAll(() => admin.end())

  const app = `${service}_app`
  type Table = { name: string; owner: string; tenant: boolean; enabled: boolean; forced: boolean }
  const tables = () => admin<Table[]>`
    select n.nspname || '.' || c.relname as name, r.rolname as owner, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
      exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped) as tenant
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_roles r on r.oid = c.relowner
    where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema') order by 1`
  const tenantTables = async () => (await tables()).filter(({ tenant }) => tenant).map(({ name }) => name)

  /** Counts rows as the app sees them: all of them, and those of other organizations than one's own and the sector. */
  const seenIn = async (organization: string | null) => {
    const names = await tenantTables()
    return admin.begin(async (trx) => {
      await trx.unsafe(`set local role "${app}"`)
      if (organization !== null) await trx`select set_config('app.organization', ${organization}, true)`
      const counts: Record<string, { all: number; others: number }> = {}
      for (const name of names) {
        const [count] = await trx.unsafe<{ all: number; others: number }[]>(
          `select count(*)::int as "all", count(*) filter (where organization_id is not null and organization_id::text <> $1)::int as others from ${name}`,
          [organization ?? ''],
        )
        if (count) counts[name] = count
      }
      return counts
    })
  }

  it('every table of an organization is under forced row-level security, and no other table is unlooked for', async () => {
    const found = await tables()
    expect(found.filter(({ tenant }) => tenant).length).toBeGreaterThan(2)
    for (const { name, tenant, enabled, forced } of found) if (tenant) expect({ name, enabled, forced }).toEqual({ name, enabled: true, forced: true })
    const rest = found.filter(({ tenant }) => !tenant).map(({ name }) => name)
    expect(rest).toEqual([...withoutOrganization, ...(service === 'people' ? ofSignIn : [])].sort())
  })

  it('the owner migrates; app, relay and sign-in own nothing, make nothing, and can bypass nothing', async () => {
    for (const { name, owner } of await tables()) expect({ name, owner }).toEqual({ name, owner: `${service}_owner` })
    for (const role of [app, `${service}_relay`, `${service}_auth`]) {
      const [facts] = await admin`
        select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,
          has_schema_privilege(rolname, 'public', 'create') as makes_tables,
          has_database_privilege(rolname, current_database(), 'create') as makes_schemas,
          (select count(*)::int from pg_auth_members m where m.member = r.oid) as memberships,
          (select count(*)::int from pg_class c where c.relowner = r.oid) + (select count(*)::int from pg_proc p where p.proowner = r.oid) as owns
        from pg_roles r where rolname = ${role}`
      const no = { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, rolreplication: false }
      expect({ role, ...facts }).toEqual({ role, ...no, makes_tables: false, makes_schemas: false, memberships: 0, owns: 0 })
    }
    const [owner] = await admin`select rolsuper, rolbypassrls from pg_roles where rolname = ${`${service}_owner`}`
    expect(owner).toEqual({ rolsuper: false, rolbypassrls: false })
  })

  it('nothing runs with its maker’s rights, and every policy but the declared looks at the organization', async () => {
    expect(
      await admin`select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.prosecdef and n.nspname not in ('pg_catalog')`,
    ).toEqual([])
    const policies = await admin<{ policy: string; roles: string; looks: boolean }[]>`
      select tablename || ' ' || policyname || ' ' || array_to_string(roles, ',') as policy, array_to_string(roles, ',') as roles,
        coalesce(qual, with_check) like '%app.organization%' as looks
      from pg_policies order by 1`
    expect(policies.filter(({ looks }) => !looks).map(({ policy }) => policy)).toEqual(forTheWholeService[service])
    expect(policies.filter(({ roles }) => roles.includes('public'))).toEqual([])
  })

  it('the app reaches no table of the plumbing that it need not, and no other service’s database', async () => {
    const [reach] = await admin`
      select has_any_column_privilege(${app}, 'public.stream_state', 'select') as epochs,
        has_any_column_privilege(${app}, 'public.kysely_migration', 'select, update, insert') as migrations,
        has_column_privilege(${app}, 'public.dead_letters', 'message', 'select') as buried,
        has_table_privilege(${app}, 'public.outbox', 'truncate') as truncates`
    expect(reach).toEqual({ epochs: false, migrations: false, buried: false, truncates: false })
    const open = await admin<{ datname: string }[]>`
      select datname from pg_database where datname like 'handrail_%' and has_database_privilege(${app}, datname, 'connect')`
    expect(open.map(({ datname }) => datname)).toEqual([`handrail_${service}`])
  })

  it('with no organization set there is no row, and in one of them none of another', async () => {
    const there = await admin.unsafe<{ organization_id: string }[]>('select distinct organization_id from public.outbox where organization_id is not null')
    const organizations = there.map(({ organization_id }) => organization_id)
    for (const nothing of [null, ''])
      for (const [table, { all }] of Object.entries(await seenIn(nothing))) expect({ table, nothing, all }).toEqual({ table, nothing, all: 0 })
    for (const organization of [...organizations, neighbour.organizationId, anchorage.organizationId, crypto.randomUUID(), 'shared'])
      for (const [table, { others }] of Object.entries(await seenIn(organization)))
        if (!(organization === 'shared' && table === 'public.organizations'))
          expect({ table, organization, others }).toEqual({ table, organization, others: 0 })
    // There are rows to be kept from others, or this would show nothing.
    const rows = await Promise.all((await tenantTables()).map((name) => admin.unsafe(`select 1 from ${name} where organization_id is not null limit 1`)))
    expect(rows.flat().length).toBeGreaterThan(1)
  })
})

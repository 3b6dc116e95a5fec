import { type Kysely, sql } from 'kysely'

/**
 * Sign-in has a schema and a login role of its own. Its "user" is a view of the active people, so no address is kept
 * twice and whoever left is unknown at once. Columns are spelled as better-auth asks for them.
 */
export const up = async (db: Kysely<unknown>) => {
  await sql`create schema auth`.execute(db)
  await sql`grant usage on schema auth to people_auth`.execute(db)

  await sql`grant select (person_id, organization_id, address, language, state, joined_at, changed_at) on people to people_auth`.execute(db)
  await sql`grant select (person_id, roles) on person_roles to people_auth`.execute(db)
  await sql`create policy auth_reads on people for select to people_auth using (true)`.execute(db)
  await sql`create policy auth_reads on person_roles for select to people_auth using (true)`.execute(db)
  await sql`
    create view auth."user" with (security_invoker = true) as
    select person_id as id, ''::text as name, address as email, true as "emailVerified", null::text as image,
      joined_at as "createdAt", changed_at as "updatedAt", people.organization_id as "organizationId", language,
      coalesce(roles, '{learner}') as roles
    from people left join person_roles using (person_id)
    where state = 'active'`.execute(db)
  await sql`grant select on auth."user" to people_auth`.execute(db)

  await sql`
    create table auth.session (
      id uuid primary key default gen_random_uuid(),
      "userId" uuid not null,
      token text not null unique,
      "expiresAt" timestamptz not null,
      "sharedDevice" boolean not null,
      "ipAddress" text,
      "userAgent" text,
      "createdAt" timestamptz not null,
      "updatedAt" timestamptz not null
    )`.execute(db)
  await sql`create index on auth.session ("expiresAt")`.execute(db)
  await sql`create index on auth.session ("userId")`.execute(db)
  await sql`
    create table auth.verification (
      id uuid primary key default gen_random_uuid(),
      identifier text not null,
      value text not null,
      "expiresAt" timestamptz not null,
      "createdAt" timestamptz not null,
      "updatedAt" timestamptz not null
    )`.execute(db)
  await sql`create index on auth.verification (identifier)`.execute(db)
  await sql`create index on auth.verification (value)`.execute(db)
  await sql`create index on auth.verification ("expiresAt")`.execute(db)
  await sql`
    create table auth.jwks (
      id uuid primary key default gen_random_uuid(),
      "publicKey" text not null,
      "privateKey" text not null,
      alg text,
      crv text,
      "createdAt" timestamptz not null,
      "expiresAt" timestamptz
    )`.execute(db)
  await sql`
    create table auth.tries (
      bucket text primary key,
      opened_at timestamptz not null,
      count integer not null
    )`.execute(db)
  await sql`create index on auth.tries (opened_at)`.execute(db)
  await sql`grant select, insert, update, delete on auth.session, auth.verification, auth.jwks, auth.tries to people_auth`.execute(db)
}

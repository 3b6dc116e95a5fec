import { type Kysely, sql } from 'kysely'

/**
 * A session knows its device in two words. A farewell is the last mail to somebody who was erased: the app role may leave one,
 * in the transaction of the erasure, and cannot read it; sign-in sends it and forgets the address.
 */
export const up = async (db: Kysely<unknown>) => {
  await sql`alter table auth.session add column browser text, add column system text`.execute(db)
  await sql`
    create table auth.farewells (
      farewell_id uuid primary key default gen_random_uuid(),
      address text not null,
      language text not null check (language in ('en', 'fr')),
      attempts integer not null default 0,
      opened_at timestamptz not null,
      next_try_at timestamptz not null
    )`.execute(db)
  await sql`grant usage on schema auth to people_app`.execute(db)
  await sql`grant insert on auth.farewells to people_app`.execute(db)
  await sql`grant select, update, delete on auth.farewells to people_auth`.execute(db)
}

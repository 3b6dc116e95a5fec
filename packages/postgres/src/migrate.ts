import { Kysely, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { PostgresJSDialect } from 'kysely-postgres-js'
import postgres from 'postgres'

export type { Migration } from 'kysely/migration'

/**
 * Brings a database to the newest migration, as its owner. Several replicas may call it at once: one migrates, the
 * others wait. Throws the migration's own error.
 */
export const migrate = async (ownerUrl: string, migrations: Record<string, Migration>): Promise<void> => {
  const connection = postgres(ownerUrl, { max: 1, onnotice: () => {}, connect_timeout: 5 })
  const db = new Kysely<unknown>({ dialect: new PostgresJSDialect({ postgres: connection }) })
  try {
    const { error } = await new Migrator({ db, provider: { getMigrations: async () => migrations } }).migrateToLatest()
    if (error) throw error
  } finally {
    await connection.end({ timeout: 5 })
  }
}

/**
 * Whether row-level security lets this organization's rows through; null rows are shared, to read. In subqueries, so that
 * the setting is read once for a statement and not again for every row.
 */
const sees = sql.raw(
  `(organization_id = (select nullif(nullif(current_setting('app.organization', true), ''), 'shared')::uuid)
    or (organization_id is null and coalesce(current_setting('app.organization', true), '') <> ''))`,
)
const owns = sql.raw(
  `(organization_id = nullif(nullif(current_setting('app.organization', true), ''), 'shared')::uuid
    or (organization_id is null and current_setting('app.organization', true) = 'shared'))`,
)

/**
 * Puts a table with an `organization_id` under forced row-level security: the service's app role reads its own
 * organization's rows and the shared ones, and writes only its own (shared ones only in scope `SHARED`).
 */
export const protectTable = async (db: Kysely<any>, table: string, app: string): Promise<void> => {
  const name = sql.table(table)
  const role = sql.ref(app)
  await sql`alter table ${name} enable row level security`.execute(db)
  await sql`alter table ${name} force row level security`.execute(db)
  await sql`create policy app_reads on ${name} for select to ${role} using ${sees}`.execute(db)
  await sql`create policy app_inserts on ${name} for insert to ${role} with check ${owns}`.execute(db)
  await sql`create policy app_updates on ${name} for update to ${role} using ${owns} with check ${owns}`.execute(db)
  await sql`create policy app_deletes on ${name} for delete to ${role} using ${owns}`.execute(db)
  await sql`grant select, insert, update, delete on ${name} to ${role}`.execute(db)
}

/** Gives every table that was protected before the newest rule of who reads. For a migration. */
export const renewReading = async (db: Kysely<any>): Promise<void> => {
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_policies where schemaname = current_schema() and policyname = 'app_reads'`.execute(db)
  for (const { name } of rows) await sql`alter policy app_reads on ${sql.table(name)} using ${sees}`.execute(db)
}

/** The first migration of every service: outbox, inbox, watermarks, dead letters, idempotency keys. */
export const createPlatformTables = async (db: Kysely<any>, service: string): Promise<void> => {
  const app = sql.ref(`${service}_app`)
  const relay = sql.ref(`${service}_relay`)
  await sql`
    create table outbox (
      position bigint generated always as identity primary key,
      event_id uuid not null unique,
      organization_id uuid,
      type text not null,
      nats_subject text not null,
      aggregate text not null,
      aggregate_id text not null,
      aggregate_version integer not null check (aggregate_version > 0),
      occurred_at timestamptz not null,
      causation_id uuid,
      traceparent text,
      data jsonb,
      published_at timestamptz,
      unique nulls not distinct (organization_id, aggregate, aggregate_id, aggregate_version)
    )`.execute(db)
  await sql`create index outbox_unpublished on outbox (position) where published_at is null`.execute(db)
  await protectTable(db, 'outbox', `${service}_app`)
  await sql`create policy relay_reads on outbox for select to ${relay} using (true)`.execute(db)
  await sql`create policy relay_marks on outbox for update to ${relay} using (true)`.execute(db)
  await sql`grant select, update (published_at) on outbox to ${relay}`.execute(db)

  await sql`
    create table stream_state (
      only_row boolean primary key default true check (only_row),
      epoch integer not null,
      stream_created text,
      last_sequence bigint not null
    )`.execute(db)
  await sql`insert into stream_state (epoch, last_sequence) values (1, 0)`.execute(db)
  await sql`grant select, update on stream_state to ${relay}`.execute(db)

  await sql`
    create table inbox (
      consumer text not null,
      event_id uuid not null,
      received_at timestamptz not null default now(),
      primary key (consumer, event_id)
    )`.execute(db)
  await sql`
    create table watermarks (
      consumer text not null,
      aggregate_key text not null,
      version integer not null,
      primary key (consumer, aggregate_key)
    )`.execute(db)
  await sql`
    create table dead_letters (
      dead_letter_id bigint generated always as identity primary key,
      consumer text not null,
      nats_subject text not null,
      message_digest text not null,
      message text not null,
      reason text not null,
      dead_at timestamptz not null default now(),
      unique (consumer, message_digest)
    )`.execute(db)
  await sql`grant select, insert, update, delete on inbox, watermarks to ${app}`.execute(db)
  await sql`grant insert on dead_letters to ${app}`.execute(db)
  await sql`grant select (consumer, message_digest) on dead_letters to ${app}`.execute(db)

  await sql`
    create table idempotency_keys (
      organization_id uuid not null,
      person_id uuid not null,
      key text not null,
      body_digest text not null,
      answer jsonb,
      used_at timestamptz not null,
      primary key (organization_id, person_id, key)
    )`.execute(db)
  await protectTable(db, 'idempotency_keys', `${service}_app`)
}

/** A dead letter that operators gave up stays where it is, with the reason. */
export const keepDroppedLetters = async (db: Kysely<any>): Promise<void> => {
  await sql`
    alter table dead_letters add column dropped_at timestamptz, add column drop_reason text,
      add check ((dropped_at is null) = (drop_reason is null))`.execute(db)
}

import { protectTable } from '@handrail/postgres'
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>) => {
  await sql`
    create table organizations (
      organization_id uuid primary key,
      name text not null,
      province text not null,
      time_zone text not null,
      version integer not null
    )`.execute(db)
  await sql`
    create table sites (
      site_id uuid primary key,
      organization_id uuid not null references organizations,
      name text not null
    )`.execute(db)
  await sql`create index on sites (organization_id)`.execute(db)
  await sql`
    create table networks (
      network_id uuid primary key,
      organization_id uuid check (organization_id is null),
      name text not null
    )`.execute(db)
  await sql`
    create table network_members (
      network_id uuid not null references networks,
      organization_id uuid not null references organizations,
      primary key (network_id, organization_id)
    )`.execute(db)
  for (const table of ['organizations', 'sites', 'networks', 'network_members']) await protectTable(db, table, 'people_app')
}

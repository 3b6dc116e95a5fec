import type postgres from 'postgres'

/** A table as a backup holds it: columns that PostgreSQL computes itself are left out. */
export type Table = { schema: string; name: string; columns: string[] }

/** The tables of a database, but those in which migrations are counted: migrating writes them. */
export const tablesOf = (sql: postgres.ISql): Promise<Table[]> => sql<Table[]>`
  select n.nspname as schema, c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
  from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
  where c.relkind = 'r' and n.nspname not in ('information_schema') and n.nspname !~ '^pg_' and c.relname !~ '^kysely_migration'
    and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
  group by 1, 2 order by 1, 2`

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

export const nameOf = ({ schema, name }: Table) => `${quoted(schema)}.${quoted(name)}`
export const columnsOf = ({ columns }: Table) => columns.map(quoted).join(', ')

import { services } from '@handrail/contracts'
import postgres from 'postgres'

/** Rows of all services' tables, by `service.schema.table`; each as JSON, without the columns that are left out of that table. */
export type EveryRow = ReadonlyMap<string, readonly string[]>

/** Reads each row of each table of each service, as the databases' administrator. */
export const everyRow = async (administrator: string, leftOut: Readonly<Record<string, readonly string[]>>): Promise<EveryRow> => {
  const all = new Map<string, string[]>()
  for (const service of services) {
    const url = new URL(administrator)
    url.pathname = `/handrail_${service}`
    const sql = postgres(url.href, { max: 1, onnotice: () => {} })
    const tables = await sql<{ name: string }[]>`
      select table_schema || '.' || table_name as name from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1`
    for (const { name } of tables) {
      const key = `${service}.${name}`
      // Long texts by their digest: what they say is of no matter here.
      const rows = await sql.unsafe<{ row: string }[]>(
        `select left(row, 400) || md5(row) as row from (select (to_jsonb(t) - $1::text[])::text as row from ${name} t) r order by 1`,
        [[...(leftOut[key] ?? [])]],
      )
      all.set(
        key,
        rows.map(({ row }) => row),
      )
    }
    await sql.end()
  }
  return all
}

/** What was not there before, and what is there no more. */
export const changed = (before: EveryRow, after: EveryRow) =>
  [...after].flatMap(([table, rows]) => {
    const [was, is] = [new Set(before.get(table)), new Set(rows)]
    const told = { table, new: rows.filter((row) => !was.has(row)), gone: [...was].filter((row) => !is.has(row)) }
    return told.new.length + told.gone.length > 0 ? [told] : []
  })

import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import postgres from 'postgres'

const run = promisify(execFile)

/** Makes the table that is inserted into. */
export const readyForInserts = async (url: string): Promise<void> => {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  await sql`create table if not exists bare_inserts (id bigint generated always as identity primary key, card text not null)`
  await sql.end()
}

/** Single inserts a second by pgbench, each committed alone; null where there is no pgbench (Debian: `apt-get install postgresql`). */
export const insertsPerSecond = async (url: string, { clients, seconds }: { clients: number; seconds: number }): Promise<number | null> => {
  const folder = mkdtempSync(join(tmpdir(), 'handrail-pgbench-'))
  const script = join(folder, 'insert.sql')
  writeFileSync(script, "insert into bare_inserts (card) values ('card');\n")
  try {
    const { stdout } = await run('pgbench', ['-n', '-M', 'prepared', '-c', String(clients), '-j', '1', '-T', String(seconds), '-f', script, url])
    const [, perSecond] = stdout.match(/tps = ([\d.]+) \(without/) ?? []
    if (!perSecond) throw new Error(`pgbench said: ${stdout}`)
    return Number(perSecond)
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ENOENT') return null
    throw error
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

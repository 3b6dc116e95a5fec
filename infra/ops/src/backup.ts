import { createHash } from 'node:crypto'
import { createWriteStream, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { type ServiceName, services } from '@handrail/contracts'
import { RELAY_LOCK } from '@handrail/events'
import type postgres from 'postgres'
import { partOf } from './bar.ts'
import { type Command, OpsProblem, type Progress } from './command.ts'
import { onAllDatabases, type Place } from './place.ts'
import { plainTable } from './plain-table.ts'
import { columnsOf, nameOf, type Table, tablesOf } from './tables-of.ts'

type SavedTable = Table & { file: string; rows: number; sha256: string }
export type SavedService = { migrations: string[]; tables: SavedTable[] }
/** What `manifest.json` says of a backup. */
export type Manifest = { format: 1; madeAt: string; services: Record<ServiceName, SavedService> }

type Snapshot = { sql: postgres.ReservedSql; end(): Promise<void> }

const openSnapshot = async (sql: postgres.Sql): Promise<Snapshot> => {
  const reserved = await sql.reserve()
  await reserved`begin isolation level repeatable read read only`
  await reserved`select pg_current_snapshot()`
  return {
    sql: reserved,
    end: async () => {
      await reserved`rollback`
      reserved.release()
    },
  }
}

/**
 * The databases as of moments between which no event could travel: all relays are held up while the snapshots open. So no
 * snapshot has an event that its publisher's does not have. Requests go on; events wait for a few milliseconds.
 */
const openSnapshots = async (databases: Record<ServiceName, postgres.Sql>): Promise<Record<ServiceName, Snapshot>> => {
  const holders = await Promise.all(services.map((service) => databases[service].reserve()))
  try {
    await Promise.all(holders.map((holder) => holder`select pg_advisory_lock(${RELAY_LOCK})`))
    const opened = await Promise.all(services.map(async (service) => [service, await openSnapshot(databases[service])] as const))
    return Object.fromEntries(opened) as Record<ServiceName, Snapshot>
  } finally {
    for (const holder of holders) {
      await holder`select pg_advisory_unlock_all()`
      holder.release()
    }
  }
}

/** PostgreSQL's own text format (COPY), which every version reads; a row is a line. */
const saveTable = async (sql: postgres.ISql & { unsafe: postgres.Sql['unsafe'] }, table: Table, file: string): Promise<SavedTable> => {
  const digest = createHash('sha256')
  let rows = 0
  const counting = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      digest.update(chunk)
      for (const byte of chunk) if (byte === 0x0a) rows += 1
      done(null, chunk)
    },
  })
  const copied = await sql.unsafe(`copy (select ${columnsOf(table)} from ${nameOf(table)}) to stdout`).readable()
  await pipeline(copied, counting, createGzip(), createWriteStream(file, { mode: 0o600 }))
  return { ...table, file, rows, sha256: digest.digest('hex') }
}

const saveService = async (service: ServiceName, { sql }: Snapshot, folder: string, progress: Progress): Promise<SavedService> => {
  mkdirSync(join(folder, service), { mode: 0o700 })
  const migrations = await sql<{ name: string }[]>`select name from kysely_migration order by name`
  const tables: SavedTable[] = []
  const present = await tablesOf(sql)
  for (const [place, table] of present.entries()) {
    const file = join(service, `${table.schema}.${table.name}.gz`)
    progress(`${service}: ${table.name}`, place / present.length)
    tables.push({ ...(await saveTable(sql, table, join(folder, file))), file })
  }
  return { migrations: migrations.map(({ name }) => name), tables }
}

/** Saves all databases, consistent with each other, into an empty folder. The manifest is written last: without it, there is no backup. */
export const saveBackup = async (place: Place, folder: string, progress: Progress = () => {}): Promise<Manifest> => {
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new OpsProblem(`${folder} is not empty. Name a new folder for each backup.`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return onAllDatabases(place, async (databases) => {
    const snapshots = await openSnapshots(databases)
    const manifest: Manifest = { format: 1, madeAt: new Date().toISOString(), services: {} as Manifest['services'] }
    for (const [place, service] of services.entries()) {
      const part = partOf(progress, place / services.length, (place + 1) / services.length)
      manifest.services[service] = await saveService(service, snapshots[service], folder, part)
      await snapshots[service].end()
    }
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest, null, 2), { mode: 0o600 })
    return manifest
  })
}

export const rowsSaved = ({ services: saved }: Manifest) =>
  services.map((service) => ({ service, tables: saved[service].tables.length, rows: saved[service].tables.reduce((sum, { rows }) => sum + rows, 0) }))

export const backup: Command = {
  summary: 'saves all databases, consistent with each other',
  help: `  backup <new folder>

Rows are saved with PostgreSQL's COPY, one compressed file a table, and the names of the migrations that made the tables;
no other program is needed. The services may run. No event is in a listener's rows that is not in its publisher's.
Afterwards the folder holds personal data: it is readable by you alone; encrypt it before it leaves this machine. The
secrets (AUTH_SECRET, SERVICE_SECRET; here .handrail/secrets.json) are not in it: keep them elsewhere.`,
  words: 1,
  needs: 'the folder for the backup',
  startsServers: 'known',
  run: async ({ place, words: [folder = ''], progress }) => {
    const manifest = await saveBackup(place, folder, progress)
    return { isWell: true, json: manifest, text: `${plainTable(rowsSaved(manifest), '')}\n\nSaved in ${folder}, as of ${manifest.madeAt}.` }
  },
}

import { createHash } from 'node:crypto'
import { createReadStream, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { type ServiceName, services, streamOf } from '@handrail/contracts'
import { streamInfo } from '@handrail/events'
import { migrate } from '@handrail/postgres'
import type postgres from 'postgres'
import { type Manifest, rowsSaved, type SavedService } from './backup.ts'
import { type Command, OpsProblem, type Progress } from './command.ts'
import { definitions } from './listeners.ts'
import { onAllDatabases, onNats, type Place } from './place.ts'
import { plainTable } from './plain-table.ts'
import { columnsOf, nameOf, tablesOf } from './tables-of.ts'
import { type Verified, verifiedText, verifyPlace } from './verify.ts'

export type Restored = { manifest: Manifest; verified: Verified }

const readManifest = (folder: string): Manifest => {
  try {
    return JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
  } catch (cause) {
    throw new OpsProblem(`${folder} holds no whole backup: its manifest.json cannot be read.`, { cause })
  }
}

/** Reads every file once before anything is touched. */
const refuseWhatIsDamaged = async (folder: string, manifest: Manifest) => {
  for (const { tables } of Object.values(manifest.services))
    for (const { file, sha256 } of tables) {
      const digest = createHash('sha256')
      await pipeline(createReadStream(join(folder, file)), createGunzip(), digest).catch((cause) => {
        throw new OpsProblem(`${file} of the backup cannot be read (${cause instanceof Error ? cause.message : cause}).`, { cause })
      })
      if (digest.digest('hex') !== sha256) throw new OpsProblem(`${file} of the backup is not what was saved: its digest differs.`)
    }
}

const refuseNewerBackup = (manifest: Manifest) => {
  for (const service of services) {
    const unknown = manifest.services[service].migrations.filter((name) => !(name in definitions[service].migrations))
    if (unknown.length > 0) throw new OpsProblem(`This backup was made by a newer Handrail: ${service} does not know ${unknown.join(', ')} here.`)
  }
}

const refuseRunningServices = async (sql: postgres.Sql, service: ServiceName) => {
  const rows = await sql<{ application_name: string }[]>`
    select distinct application_name from pg_stat_activity
    where datname = current_database() and application_name in (${`${service}_app`}, ${`${service}_relay`}, ${`${service}_auth`})`
  if (rows.length > 0)
    throw new OpsProblem(`${service} is running (${rows.map((row) => row.application_name).join(', ')} is connected). Stop the services first.`)
}

/** Schemas go, with all that is in them; the database, its roles and who may connect stay. */
const empty = async (sql: postgres.Sql, service: ServiceName, mayReplace: boolean) => {
  const tables = await tablesOf(sql)
  if (tables.length > 0 && !mayReplace) throw new OpsProblem(`The database of ${service} is not empty. --replace deletes what is in it.`)
  const schemas = await sql<{ name: string }[]>`select nspname as name from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'`
  for (const { name } of schemas) await sql.unsafe(`drop schema "${name}" cascade`)
  await sql`create schema public authorization pg_database_owner`
  await sql`grant usage on schema public to public`
}

const loadTables = async (trx: postgres.TransactionSql, folder: string, saved: SavedService, service: ServiceName, progress: Progress) => {
  // Rows come table by table: what they refer to may not be there yet. Nor do triggers act again.
  await trx`set local session_replication_role = replica`
  const present = (await tablesOf(trx)).map(nameOf)
  const missing = saved.tables.filter((table) => !present.includes(nameOf(table)))
  if (missing.length > 0) throw new OpsProblem(`The migrations of ${service} made no ${missing.map(({ name }) => name).join(', ')}.`)
  await trx.unsafe(`truncate ${present.join(', ')}`)
  for (const table of saved.tables) {
    progress(`${service}: ${table.name}`)
    const into = await trx.unsafe(`copy ${nameOf(table)} (${columnsOf(table)}) from stdin`).writable()
    await pipeline(createReadStream(join(folder, table.file)), createGunzip(), into)
    const [found] = await trx.unsafe<{ rows: number }[]>(`select count(*)::int as rows from ${nameOf(table)}`)
    if (found?.rows !== table.rows) throw new OpsProblem(`${service}: ${table.name} has ${found?.rows} rows, and should have ${table.rows}.`)
  }
}

const moveSequences = async (trx: postgres.TransactionSql) => {
  const sequences = await trx<{ table: string; column: string; sequence: string }[]>`
    select attrelid::regclass::text as table, quote_ident(attname) as column, pg_get_serial_sequence(attrelid::regclass::text, attname) as sequence
    from pg_attribute where attidentity <> '' and not attisdropped`
  for (const { table, column, sequence } of sequences) await trx.unsafe(`select setval('${sequence}', coalesce(max(${column}), 0) + 1, false) from ${table}`)
}

/**
 * All of the outbox is to be published once more, to streams that are made anew: the inboxes, as old as the outboxes, pass
 * over what they have. The next epoch keeps apart what a stream remembers of the time after the backup.
 */
const forgetStream = async (trx: postgres.TransactionSql) => {
  await trx`update outbox set published_at = null`
  await trx`update stream_state set epoch = epoch + 1, stream_created = null, last_sequence = 0`
}

const restoreService = async (place: Place, sql: postgres.Sql, service: ServiceName, saved: SavedService, folder: string, progress: Progress) => {
  progress(`${service}: migrations`)
  const migrations = Object.fromEntries(Object.entries(definitions[service].migrations).filter(([name]) => saved.migrations.includes(name)))
  await migrate(place.postgresUrl(service, 'owner'), migrations)
  await sql.begin(async (trx) => {
    await loadTables(trx, folder, saved, service, progress)
    await moveSequences(trx)
    await forgetStream(trx)
  })
  await sql`analyze`
}

/** What happened after the backup must not reach listeners that are as old as it: the streams go, and are filled anew. */
const deleteStreams = (place: Place) =>
  onNats(place, async (nats) => {
    const jsm = await nats.jetstreamManager()
    for (const service of services) if (await streamInfo(jsm, service)) await jsm.streams.delete(streamOf(service))
  })

/** Brings all databases back to a backup, while the services rest, and looks whether they agree with each other. */
export const restoreBackup = async (place: Place, folder: string, options: { mayReplace?: boolean; progress?: Progress } = {}): Promise<Restored> => {
  const { mayReplace = false, progress = () => {} } = options
  const manifest = readManifest(folder)
  refuseNewerBackup(manifest)
  await refuseWhatIsDamaged(folder, manifest)
  await onAllDatabases(place, async (databases) => {
    for (const service of services) await refuseRunningServices(databases[service], service)
    await deleteStreams(place)
    for (const service of services) await empty(databases[service], service, mayReplace)
    for (const service of services) await restoreService(place, databases[service], service, manifest.services[service], folder, progress)
  })
  return { manifest, verified: await verifyPlace(place, { isStanding: true, progress }) }
}

export const restore: Command = {
  summary: 'brings all databases back to a backup',
  help: `  restore <folder of a backup> [--replace]

Stop the services first. Into empty databases, or with --replace over what is there. Every file is checked before anything
is touched. The streams are deleted; started services fill them from the outboxes, and listeners pass over what they had.
At the end producers and consumers are compared; after the services have started, run "verify" once more.
Databases and roles must exist; here, with nothing running, PostgreSQL and NATS are started for the time it takes.
AUTH_SECRET and SERVICE_SECRET must be those of then. Without the first, run "rotate-keys --at-once": all sign in again.`,
  options: { replace: { type: 'boolean' } },
  words: 1,
  needs: 'the folder of the backup',
  startsServers: 'new',
  run: async ({ place, words: [folder = ''], isAsked, progress }) => {
    const { manifest, verified } = await restoreBackup(place, folder, { mayReplace: isAsked('replace'), progress })
    const text = `${plainTable(rowsSaved(manifest), '')}\n\nRestored as of ${manifest.madeAt}. ${verifiedText(verified)}\nStart the services, and run "pnpm ops verify".`
    return { isWell: verified.findings.length === 0, json: { madeAt: manifest.madeAt, ...verified }, text }
  },
}

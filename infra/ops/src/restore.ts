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
import { partOf } from './bar.ts'
import { type Command, OpsProblem, type Progress } from './command.ts'
import { definitions } from './listeners.ts'
import { type Databases, onAllDatabases, onNats, type Place } from './place.ts'
import { plainTable } from './plain-table.ts'
import { columnsOf, nameOf, tablesOf } from './tables-of.ts'
import { type DoneAgain, noteTakenBack, takeBackAgain } from './taken-back.ts'
import { type Verified, verifiedText, verifyPlace } from './verify.ts'

/** `unknown`: services of whose database nothing was left to read, so that what people took back there since is not known. */
export type Restored = { manifest: Manifest; verified: Verified; doneAgain: DoneAgain; unknown: ServiceName[] }

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

const refuseWhatIsThere = async (sql: postgres.Sql, service: ServiceName) => {
  const tables = await tablesOf(sql)
  if (tables.length > 0) throw new OpsProblem(`The database of ${service} is not empty. --replace deletes what is in it.`)
}

/** Schemas go, with all that is in them; the database, its roles and who may connect stay. */
const empty = async (sql: postgres.Sql) => {
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
  for (const [place, table] of saved.tables.entries()) {
    progress(`${service}: ${table.name}`, place / saved.tables.length)
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

/** Whoever signed out since, or whose device was lost, is not signed in again; nor do keys come back that had to go. */
const forgetSignIns = async (databases: Databases) => {
  await databases.people`delete from auth.session`
  await databases.people`delete from auth.jwks`
}

const restoreService = async (place: Place, sql: postgres.Sql, service: ServiceName, saved: SavedService, folder: string, progress: Progress) => {
  progress(`${service}: migrations`, 0)
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

/** What part of a restore loading is, by and large; the rest is comparing. */
const LOADING = 0.8

/** Brings all databases back to a backup, while the services rest, and looks whether they agree with each other. */
export const restoreBackup = async (place: Place, folder: string, options: { mayReplace?: boolean; progress?: Progress } = {}): Promise<Restored> => {
  const { mayReplace = false, progress = () => {} } = options
  const manifest = readManifest(folder)
  refuseNewerBackup(manifest)
  await refuseWhatIsDamaged(folder, manifest)
  const { takenBack, unknown } = await onAllDatabases(place, async (databases) => {
    for (const service of services) await refuseRunningServices(databases[service], service)
    if (!mayReplace) for (const service of services) await refuseWhatIsThere(databases[service], service)
    const noted = await noteTakenBack(databases, folder)
    await deleteStreams(place)
    for (const service of services) await empty(databases[service])
    for (const [at, service] of services.entries()) {
      const part = partOf(progress, (at / services.length) * LOADING, ((at + 1) / services.length) * LOADING)
      await restoreService(place, databases[service], service, manifest.services[service], folder, part)
    }
    await forgetSignIns(databases)
    return noted
  })
  const verified = await verifyPlace(place, { isStanding: true, progress: partOf(progress, LOADING, 1) })
  progress('what people took back since', 1)
  // Their services do it as of today, whatever migrations the backup knew.
  for (const service of services) await migrate(place.postgresUrl(service, 'owner'), definitions[service].migrations)
  return { manifest, verified, doneAgain: await takeBackAgain(place, takenBack, new Date()), unknown }
}

const againText = ({ doneAgain: { account, mails, sharing }, unknown }: Restored) => {
  const again = `Taken back since, and now again: ${account} accounts erased, ${mails} people who want no mails, ${sharing} times something shared no more.`
  if (unknown.length === 0) return again
  return `${again}\nNothing was left to read of ${unknown.join(', ')}: what people took back there since the backup is not known. The runbook says where to look.`
}

export const restore: Command = {
  summary: 'brings all databases back to a backup',
  help: `  restore <folder of a backup> [--replace]

Stop the services first. Into empty databases, or with --replace over what is there. Every file is checked before anything
is touched. The streams are deleted; started services fill them from the outboxes, and listeners pass over what they had.
At the end producers and consumers are compared; after the services have started, run "verify" once more.
What people took back after the backup (their account, our mails, what they shared) stays taken back: it is read from the
databases before they are emptied, noted in taken-back.json beside the backup, and done again. Everybody signs in again.
Databases and roles must exist; here, with nothing running, PostgreSQL and NATS are started for the time it takes.`,
  options: { replace: { type: 'boolean' } },
  words: 1,
  needs: 'the folder of the backup',
  startsServers: 'new',
  run: async ({ place, words: [folder = ''], isAsked, progress }) => {
    const restored = await restoreBackup(place, folder, { mayReplace: isAsked('replace'), progress })
    const { manifest, verified, doneAgain, unknown } = restored
    const text = [
      `${plainTable(rowsSaved(manifest), '')}\n\nRestored as of ${manifest.madeAt}. ${verifiedText(verified)}`,
      againText(restored),
      'Start the services, and run "pnpm ops verify".',
    ].join('\n')
    return { isWell: verified.findings.length === 0, json: { madeAt: manifest.madeAt, ...verified, doneAgain, unknown }, text }
  },
}

import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chooseConsent } from '@handrail/baselines'
import { Audience, audiences, ConsentChanged, type EventDefinition, PersonErased, PreferencesChanged, type ServiceName, Uuid } from '@handrail/contracts'
import { choosePreferences, noMail } from '@handrail/notifications'
import { erasePerson } from '@handrail/people'
import { connect, type Database, inOrganization } from '@handrail/postgres'
import type postgres from 'postgres'
import { z } from 'zod'
import { OpsProblem } from './command.ts'
import { type Databases, onDatabase, type Place } from './place.ts'

const whose = { organizationId: Uuid, personId: Uuid }
/** What somebody took back for good: their account, our mails, or what they shared with an audience. */
const TakenBack = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('account'), ...whose }),
  z.strictObject({ what: z.literal('mails'), ...whose }),
  z.strictObject({ what: z.literal('sharing'), ...whose, audience: Audience }),
])
export type TakenBack = z.infer<typeof TakenBack>
/** How many of each a restore did again. */
export type DoneAgain = Record<TakenBack['what'], number>

type Newest = { organizationId: string; personId: string; type: string; data: unknown }

/** The newest event about each person; null where a database is lost, and nothing can be known. */
const newestEvents = async (sql: postgres.Sql, { aggregate }: EventDefinition): Promise<Newest[] | null> => {
  const [table] = await sql<{ outbox: string | null }[]>`select to_regclass('public.outbox')::text as outbox`
  if (!table?.outbox) return null
  return sql<Newest[]>`
    select distinct on (organization_id, aggregate_id) organization_id as "organizationId", aggregate_id as "personId", type, data
    from outbox where aggregate = ${aggregate} and organization_id is not null
    order by organization_id, aggregate_id, aggregate_version desc`
}

const takenBackBy = {
  people: [PersonErased, ({ type, organizationId, personId }: Newest) => (type === PersonErased.type ? [{ what: 'account', organizationId, personId }] : [])],
  notifications: [
    PreferencesChanged,
    ({ data, organizationId, personId }: Newest) =>
      PreferencesChanged.data.safeParse(data).data?.digest === false ? [{ what: 'mails', organizationId, personId }] : [],
  ],
  baselines: [
    ConsentChanged,
    ({ data, organizationId, personId }: Newest) => {
      const granted = ConsentChanged.data.safeParse(data).data?.granted ?? audiences
      return audiences.filter((audience) => !granted.includes(audience)).map((audience) => ({ what: 'sharing', organizationId, personId, audience }))
    },
  ],
} as const satisfies Partial<Record<ServiceName, readonly [EventDefinition, (newest: Newest) => TakenBack[]]>>
const tellers = Object.keys(takenBackBy) as (keyof typeof takenBackBy)[]

const FILE = 'taken-back.json'

const readNoted = (folder: string): TakenBack[] => {
  const file = join(folder, FILE)
  if (!existsSync(file)) return []
  try {
    return z.array(TakenBack).parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (cause) {
    throw new OpsProblem(`${file} cannot be read: it should be a list of {"what", "organizationId", "personId"}. Mend it, or move it away.`, { cause })
  }
}

/**
 * Notes beside a backup what people took back by now, before their databases are emptied: a restore that is broken off and
 * begun again still knows it. Answers all that is noted, and which services' databases had nothing to read any more.
 */
export const noteTakenBack = async (databases: Databases, folder: string): Promise<{ takenBack: TakenBack[]; unknown: ServiceName[] }> => {
  const noted = new Map(readNoted(folder).map((each) => [JSON.stringify(each), each]))
  const unknown: ServiceName[] = []
  for (const service of tellers) {
    const [definition, read] = takenBackBy[service]
    const newest = await newestEvents(databases[service], definition)
    if (newest === null) unknown.push(service)
    for (const each of newest?.flatMap<TakenBack>(read) ?? []) noted.set(JSON.stringify(each), each)
  }
  const takenBack = [...noted.values()]
  const file = join(folder, FILE)
  writeFileSync(`${file}.new`, JSON.stringify(takenBack, null, 2), { mode: 0o600 })
  renameSync(`${file}.new`, file)
  return { takenBack, unknown }
}

const serviceOf = { account: 'people', mails: 'notifications', sharing: 'baselines' } as const satisfies Record<TakenBack['what'], ServiceName>

const takeBack = (database: Database<any>, taken: TakenBack, now: Date) =>
  inOrganization(database, taken.organizationId, (trx) => {
    if (taken.what === 'account') return erasePerson(trx, taken, now)
    if (taken.what === 'mails') return choosePreferences(trx, { ...taken, change: noMail }, now)
    return chooseConsent(trx, { ...taken, granted: false }, now)
  })

/** Who came after the backup, or is gone in it, has nothing to take back. Whoever has left still gets mails until they say no. */
const presentIn = async (sql: postgres.Sql, what: TakenBack['what']) => {
  const states = what === 'sharing' ? ['active'] : ['active', 'left']
  const rows = await sql<{ id: string }[]>`select organization_id || ' ' || person_id as id from people where state = any(${states})`
  return new Set(rows.map(({ id }) => id))
}

const eventsOf = async (sql: postgres.Sql, { aggregate }: EventDefinition) => {
  const [events] = await sql<{ count: number }[]>`select count(*)::int as count from outbox where aggregate = ${aggregate}`
  return events?.count ?? 0
}

/**
 * Does again in restored databases what people took back after the backup, as their services would: with an event each, so
 * that everybody hears it once the services start. Answers how many it were.
 */
export const takeBackAgain = async (place: Place, takenBack: readonly TakenBack[], now: Date): Promise<DoneAgain> => {
  const done: DoneAgain = { account: 0, mails: 0, sharing: 0 }
  for (const [what, service] of Object.entries(serviceOf) as [TakenBack['what'], keyof typeof takenBackBy][])
    await onDatabase(place, service, async (sql) => {
      const database = connect<any>(place.postgresUrl(service, 'app'), { name: 'handrail_ops', max: 1 })
      try {
        const [definition] = takenBackBy[service]
        const present = await presentIn(sql, what)
        const before = await eventsOf(sql, definition)
        for (const taken of takenBack) if (taken.what === what && present.has(`${taken.organizationId} ${taken.personId}`)) await takeBack(database, taken, now)
        done[what] = (await eventsOf(sql, definition)) - before
      } finally {
        await database.close()
      }
    })
  return done
}

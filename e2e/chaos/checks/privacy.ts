import { services } from '@handrail/contracts'
import postgres from 'postgres'
import { whereAnIdMayStay } from '../../where-an-id-may-stay.ts'
import { answerOf } from '../history.ts'
import { logsOf } from '../logs.ts'
import { messagesOf } from '../streams.ts'
import { type Check, leaversOf, outboxOf, type World } from './world.ts'

/** Seen by its own role, with no organization set, a table of tenants is empty; and that role can change neither. */
const rowLevelSecurity = async (adminUrl: string, appUrl: string, service: string) => {
  const violations: string[] = []
  const app = postgres(Object.assign(new URL(appUrl), { port: new URL(adminUrl).port }).toString(), { max: 1, onnotice: () => {} })
  try {
    const tables = await app<{ name: string }[]>`
      select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id'
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v') and has_table_privilege(c.oid, 'select')`
    for (const { name } of tables) {
      const [counted] = await app<{ count: number }[]>`select count(*)::int as count from ${app(name)}`
      if (counted?.count !== 0) violations.push(`${service}.${name} shows ${counted?.count} rows to whoever says no organization`)
    }
    const [role] = await app<{ powers: boolean; owned: number }[]>`
      select rolsuper or rolbypassrls as powers, (select count(*)::int from pg_class where relowner = r.oid) as owned from pg_roles r where rolname = current_user`
    if (!role || role.powers || role.owned > 0) violations.push(`${service}'s role may pass by the policies`)
    return { checked: tables.length + 1, violations }
  } finally {
    await app.end({ timeout: 1 })
  }
}

export const nothingCrosses: Check = {
  number: 9,
  says: 'no word of one organization shows in answers, events or mails of another; without one set every table is empty',
  run: async (world) => {
    const { stage, load, history } = world
    const violations = [...history.strangeAnswers]
    let checked = history.reads() + history.commands.length
    const others = (organizationId: string) => load.organizationIds.filter((id) => id !== organizationId).flatMap(load.secretsOf)
    for (const service of services) {
      for (const row of await outboxOf(world, service)) {
        if (!row.organization_id) continue
        checked += 1
        const text = JSON.stringify(row.data)
        const found = others(row.organization_id).find((word) => text.includes(word))
        if (found) violations.push(`${row.type} ${row.event_id} holds ${found}`)
      }
      const walls = await rowLevelSecurity(stage.postgresUrl, stage.env[service].APP_DATABASE_URL ?? '', service)
      checked += walls.checked
      violations.push(...walls.violations)
    }
    for (const { to, text, messageId } of stage.mail.taken) {
      const organizationId = load.people.find(({ address }) => address === to)?.me.organizationId
      if (!organizationId) continue
      checked += 1
      const found = others(organizationId).find((word) => text.includes(word))
      if (found) violations.push(`${messageId} holds ${found}`)
    }
    return { checked, violations }
  },
}

/** The last mail to somebody holds the address until it is sent, a day at most. */
const WAITING = 'farewells'

/** Who is erased by what people says, and what must be gone with them: who they were, what they asked, and what they were answered. */
const theErased = async ({ stage, load, history }: World) => {
  const rows = await stage.admin.people<{ person_id: string }[]>`select person_id::text from people where state = 'erased'`
  const ids = new Set(rows.map(({ person_id }) => person_id))
  const theirs = history.of('ask-for-help').filter(({ personId }) => ids.has(personId))
  const asked = new Set(theirs.flatMap((command) => answerOf<{ helpRequestId: string }>(command)?.helpRequestId ?? []))
  const words = [
    ...load.people.flatMap(({ address, me }) => (ids.has(me.personId) ? [address, me.name] : [])),
    ...theirs.flatMap(({ about }) => about.question ?? []),
    ...history.of('answer-help').flatMap(({ about, inVain }) => (!inVain && asked.has(about.helpRequestId ?? '') ? (about.answer ?? []) : [])),
  ]
  return { ids, words }
}

/** What tables still hold: a word anywhere, an id where it does not mean nobody. */
const leftInTables = async ({ stage }: World, words: readonly string[], ids: ReadonlySet<string>) => {
  const violations: string[] = []
  let checked = 0
  for (const service of services) {
    const sql = stage.admin[service]
    const tables = await sql<{ schema: string; name: string }[]>`
      select schemaname as schema, tablename as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`
    for (const { schema, name } of tables.filter((table) => table.name !== WAITING)) {
      const table = `${schema}.${name}`
      const traces = whereAnIdMayStay.includes(table) ? words : [...words, ...ids]
      checked += 1
      const rows = await sql<{ word: string }[]>`
        select word from unnest(${[...traces]}::text[]) word where exists (select from ${sql(table)} t where strpos(t::text, word) > 0)`
      for (const { word } of rows) violations.push(`${service}: ${table} still holds ${word}`)
    }
  }
  return { checked, violations }
}

export const nothingOfTheErased: Check = {
  number: 13,
  says: 'after an erasure nothing of the person is in any table or log line, nor in a stream that was made since',
  run: async (world) => {
    const { stage, history } = world
    const violations: string[] = []
    const { ids, words } = await theErased(world)
    for (const { attempts, personId } of history.of('erase-myself'))
      if (attempts.some(({ outcome }) => outcome === 'done') && !ids.has(personId)) violations.push(`${personId} asked to be erased, and is still there`)
    if (ids.size === 0 || leaversOf(world).size === 0) return { checked: 0, violations }
    const tables = await leftInTables(world, words, ids)
    violations.push(...tables.violations)
    let { checked } = tables
    // The store was wiped after the last erasure, as if a stream's 90 days were over.
    for (const { text } of (await Promise.all(services.map((service) => messagesOf(stage, service)))).flat()) {
      checked += 1
      for (const word of words) if (text.includes(word)) violations.push(`a stream still holds ${word}`)
    }
    for (const { name, text } of logsOf(stage)) {
      checked += 1
      for (const word of words) if (text.includes(word)) violations.push(`the log ${name} holds ${word}`)
    }
    return { checked, violations }
  },
}

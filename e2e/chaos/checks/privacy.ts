import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { services } from '@handrail/contracts'
import postgres from 'postgres'
import { messagesOf } from '../streams.ts'
import { type Check, leaversOf, outboxOf } from './world.ts'

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

export const nothingOfTheErased: Check = {
  number: 13,
  says: 'after an erasure nothing of the person is in any table or log line, nor in a stream that was made since',
  run: async (world) => {
    const { stage, history } = world
    const violations: string[] = []
    let checked = 0
    const gone = leaversOf(world)
    const erased = await stage.admin.people<{ person_id: string }[]>`select person_id::text from people where state = 'erased'`
    const theirWords = history.commands
      .filter(({ personId }) => erased.some(({ person_id }) => person_id === personId))
      .flatMap(({ kind, about }) => (kind === 'erase-myself' ? about.address : kind === 'ask-for-help' ? about.question : []) ?? [])
    for (const { attempts, personId } of history.of('erase-myself'))
      if (attempts.some(({ outcome }) => outcome === 'done') && !erased.some(({ person_id }) => person_id === personId))
        violations.push(`${personId} asked to be erased, and is still there`)
    if (erased.length === 0 || gone.size === 0) return { checked: 0, violations }
    for (const service of services) {
      const sql = stage.admin[service]
      const tables = await sql<{ schema: string; name: string }[]>`
        select schemaname as schema, tablename as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`
      for (const { schema, name } of tables.filter((table) => table.name !== WAITING)) {
        checked += 1
        const rows = await sql<{ word: string }[]>`
          select word from unnest(${theirWords}::text[]) word where exists (select from ${sql(`${schema}.${name}`)} t where strpos(t::text, word) > 0)`
        for (const { word } of rows) violations.push(`${service}: ${schema}.${name} still holds ${word}`)
      }
    }
    // The store was wiped after the last erasure, as if a stream's 90 days were over.
    for (const { text } of (await Promise.all(services.map((service) => messagesOf(stage, service)))).flat()) {
      checked += 1
      for (const word of theirWords) if (text.includes(word)) violations.push(`a stream still holds ${word}`)
    }
    const folder = join(stage.dataFolder, 'log')
    for (const file of readdirSync(folder).filter((name) => /-\d\.log$/.test(name))) {
      const text = readFileSync(join(folder, file), 'utf8')
      checked += 1
      for (const word of theirWords) if (text.includes(word)) violations.push(`the log ${file} holds ${word}`)
    }
    return { checked, violations }
  },
}

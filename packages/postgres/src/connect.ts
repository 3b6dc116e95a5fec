import { CompiledQuery, type DatabaseConnection, Kysely, type QueryResult } from 'kysely'
import { PostgresJSDialect } from 'kysely-postgres-js'
import postgres from 'postgres'
import { OneTextCompiler } from './compiler.ts'

/**
 * A service's connections. `kysely` is for reads and use cases, `sql` for the few statements that must travel as one
 * pipelined flight. `onAppended` is called after a commit that appended events.
 */
export type Database<Tables = unknown> = {
  readonly kysely: Kysely<Tables>
  readonly sql: postgres.Sql
  onAppended: () => void
  close(): Promise<void>
}

/** JSON columns are written as their JSON text (see `Json`); postgres.js would encode a string once more. */
const jsonText: postgres.PostgresType = {
  to: 114,
  from: [114, 3802],
  serialize: (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value)),
  parse: (text: string): unknown => JSON.parse(text),
}

/**
 * postgres.js may hand out a connection in the very moment in which a timer of its own closes it; whoever reserved it
 * then waits for ever. So no timer closes one.
 */
export const neverClosedByTimer = { idle_timeout: 0, max_lifetime: null } as const

const SET_ORGANIZATION = "select set_config('app.organization', $1, true)"
/** What lets row-level security show one organization's rows, until the transaction is over. */
export const setOrganization = (organization: string): CompiledQuery => CompiledQuery.raw(SET_ORGANIZATION, [organization])

/** `begin`, and an organization set at once, wait for the first statement and travel in one flight with it: two round trips less. */
const beginWithFirstStatement = (connection: DatabaseConnection) => {
  const execute: DatabaseConnection['executeQuery'] = connection.executeQuery.bind(connection)
  const waiting = [CompiledQuery.raw('begin')]
  connection.executeQuery = async <Row>(query: CompiledQuery) => {
    if (query.sql === SET_ORGANIZATION && waiting.length === 1) {
      waiting.push(query)
      return { rows: [] }
    }
    connection.executeQuery = execute
    const [result] = await Promise.all([...waiting.map((each) => execute(each)), execute<Row>(query)].reverse())
    return result as QueryResult<Row>
  }
}

/**
 * Where a rollback fails the connection is lost, and that is what the transaction must say. Kysely's own driver would call a
 * method that a connection of this dialect does not have, and a TypeError would hide the outage.
 */
class PostgresDialect extends PostgresJSDialect {
  override createQueryCompiler() {
    return new OneTextCompiler()
  }
  override createDriver() {
    const driver = super.createDriver()
    const beginOtherwise = driver.beginTransaction.bind(driver)
    driver.beginTransaction = async (connection, settings) =>
      settings.isolationLevel || settings.accessMode ? beginOtherwise(connection, settings) : beginWithFirstStatement(connection)
    driver.rollbackTransaction = async (connection: DatabaseConnection) => {
      await connection.executeQuery(CompiledQuery.raw('rollback'))
    }
    return driver
  }
}

/** Beyond as many parameters it is an insert of many rows, whose text is another for each number of rows. */
const MOST_PARAMETERS_KEPT = 60

/** Kysely has every statement prepared, and what is prepared a connection and its PostgreSQL backend keep for good. */
const keepingNoLongTexts = (sql: postgres.Sql): postgres.Sql => {
  const reserve = sql.reserve.bind(sql)
  sql.reserve = async () => {
    const reserved = await reserve()
    const unsafe = reserved.unsafe.bind(reserved) as typeof reserved.unsafe
    reserved.unsafe = (text, values, options) =>
      unsafe(text, values, { ...options, prepare: options?.prepare === true && (values?.length ?? 0) <= MOST_PARAMETERS_KEPT })
    return reserved
  }
  return sql
}

/** Opens a pool of at most `max` connections; nothing connects until the first query. Lost ones are replaced. */
export const connect = <Tables>(url: string, options: { name: string; max?: number }): Database<Tables> => {
  const sql = postgres(url, {
    max: options.max ?? 10,
    connect_timeout: 5,
    ...neverClosedByTimer,
    connection: { application_name: options.name },
    onnotice: () => {},
    types: { json: jsonText },
  })
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ postgres: keepingNoLongTexts(sql) }) })
  return { kysely, sql, onAppended: () => {}, close: () => sql.end({ timeout: 5 }) }
}

const outages = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'CONNECT_TIMEOUT',
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
])

/**
 * Whether PostgreSQL found the input itself to be nonsense, such as a NUL in a text or a number beyond its column: the
 * asker's fault, not ours (SQLSTATE 22003, 22021, 22P02, 22P05).
 */
export const isInputFault = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && ['22003', '22021', '22P02', '22P05'].includes(String(error.code))

/**
 * Whether trying again later may help: the server is away, starting, full, out of connections, does not let us in (a
 * password that is being changed), lacks our database (it is being restored), or a transaction lost a race (SQLSTATE
 * classes 08, 28, 3D, 40, 53, 57P and 55P03).
 */
export const isOutage = (error: unknown): boolean => {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  return outages.has(code) || /^(08|28|3D|40|53|57P)/.test(code) || code === '55P03'
}

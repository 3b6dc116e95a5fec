import { CompiledQuery, type DatabaseConnection, type Driver, Kysely, PostgresAdapter, PostgresIntrospector } from 'kysely'
import { OneTextCompiler } from './compiler.ts'
import { type Database, setOrganization } from './connect.ts'
import type { OrganizationScope } from './tenancy.ts'

const begin = CompiledQuery.raw('begin read only')
const commit = CompiledQuery.raw('commit')

const noTransaction = () => Promise.reject(new Error('Whoever reads is in a transaction already.'))
const driverOn = (connection: DatabaseConnection, isOver: () => boolean): Driver => ({
  init: async () => {},
  acquireConnection: async () => {
    // One of several readings failed, and the others went on: by now the connection may be in somebody else's hands.
    if (isOver()) throw new Error('The reading is over.')
    return connection
  },
  releaseConnection: async () => {},
  beginTransaction: noTransaction,
  commitTransaction: noTransaction,
  rollbackTransaction: noTransaction,
  destroy: async () => {},
})

/** Unlike one of Kysely's transactions, it does not send one statement after the other's answer: what is asked at once travels at once. */
const pipelined = <Tables>(connection: DatabaseConnection, isOver: () => boolean) =>
  new Kysely<Tables>({
    dialect: {
      createDriver: () => driverOn(connection, isOver),
      createQueryCompiler: () => new OneTextCompiler(),
      createAdapter: () => new PostgresAdapter(),
      createIntrospector: (db) => new PostgresIntrospector(db),
    },
  })

type Read<Tables, Result> = (db: Kysely<Tables>) => Promise<Result>

const reading = <Tables, Result>({ kysely }: Database<Tables>, organization: OrganizationScope, read: Read<Tables, Result>, isOneFlight: boolean) =>
  kysely.getExecutor().provideConnection(async (connection) => {
    let over = false
    const end = () => {
      over = true
      return connection.executeQuery(commit)
    }
    // Asked for before the first statement is, it comes just before what was written since leaves.
    const ended = isOneFlight ? new Promise((resolve) => setImmediate(resolve)).then(end) : null
    ended?.catch(() => {})
    const begun = [begin, setOrganization(organization)].map((each) => connection.executeQuery(each))
    try {
      const [result] = await Promise.all([read(pipelined<Tables>(connection, () => over)), ...begun])
      return result
    } finally {
      await (ended ?? end())
    }
  })

/**
 * Reads the rows of one organization, or with `SHARED` those of the sector: `inOrganization` for whoever changes nothing.
 * Statements of one `Promise.all` are one flight to PostgreSQL, the first ones together with what begins the transaction.
 */
export const readInOrganization = <Tables, Result>(database: Database<Tables>, organization: OrganizationScope, read: Read<Tables, Result>): Promise<Result> =>
  reading(database, organization, read, false)

/**
 * The same for whoever asks for all they want at once, without waiting for an answer in between: also what ends the
 * transaction travels in that flight. Whoever asks once more is refused.
 */
export const readAtOnce = <Tables, Result>(database: Database<Tables>, organization: OrganizationScope, read: Read<Tables, Result>): Promise<Result> =>
  reading(database, organization, read, true)

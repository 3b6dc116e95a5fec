// Run by leftovers.test.ts as a process of its own, to be killed.
import { startNats } from '../src/nats.ts'
import { startPostgres } from '../src/postgres.ts'

const dataFolder = process.argv[2] ?? ''
const database = await startPostgres({ dataFolder })
const nats = await startNats({ dataFolder })
console.log(JSON.stringify([database.process.pid, nats.process.pid]))

/** A service as bare as can be: one transaction that sets an organization and reads one row. Told its database, it tells its address. */
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import postgres from 'postgres'

process.once('message', (url) => {
  const sql = postgres(String(url), { max: 10, onnotice: () => {} })
  const app = new Hono().get('/', async (c) => {
    const [, rows] = await sql.begin((trx) => [
      trx`select set_config('app.organization', ${crypto.randomUUID()}, true)`,
      trx`select repeat('a', 2000) as text, ${crypto.randomUUID()}::uuid as id`,
    ])
    return c.json(rows)
  })
  serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }: AddressInfo) => process.send?.(`http://127.0.0.1:${port}`))
})
process.once('disconnect', () => process.exit(0))

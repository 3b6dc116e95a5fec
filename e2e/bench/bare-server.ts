/** The ceiling of a card completion: Hono, postgres.js and one upsert, nothing else. Prints its address. */
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import postgres from 'postgres'

const sql = postgres(process.env.BARE_DATABASE_URL ?? '', { max: 8 })
await sql`create table if not exists bare (person_id uuid, course_id text, cards text[] not null, primary key (person_id, course_id))`

const app = new Hono()
app.put('/bare/:person/:course/:card', async (c) => {
  const { person, course, card } = c.req.param()
  await c.req.json()
  await sql`
    insert into bare (person_id, course_id, cards) values (${person}, ${course}, array[${card}])
    on conflict (person_id, course_id) do update set cards = array_append(bare.cards, ${card})
    where not bare.cards @> array[${card}]`
  return c.json({ done: true })
})
const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, (address: AddressInfo) => console.log(`http://127.0.0.1:${address.port}`))
process.once('SIGTERM', () => server.close(() => process.exit(0)))

/** The ceiling of a page: Hono, and its HTML as it was once. Told the HTML by its parent, it tells its address. */
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'

process.once('message', (html) => {
  const app = new Hono().get('/', (c) => c.html(String(html)))
  serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }: AddressInfo) => process.send?.(`http://127.0.0.1:${port}`))
})
process.once('disconnect', () => process.exit(0))

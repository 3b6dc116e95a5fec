/** The ceiling of a page: Hono, and its HTML as it was once. Told the HTML, and which services to ask before it answers, it tells its address. */
import { Agent, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'

export type BarePage = { html: string; asks: string[] }

const agent = new Agent({ keepAlive: true })
const ask = (url: string) =>
  new Promise<unknown>((resolve, reject) => {
    get(url, { agent }, (answer) => text(answer).then(JSON.parse).then(resolve, reject)).once('error', reject)
  })

process.once('message', ({ html, asks }: BarePage) => {
  const app = new Hono().get('/', async (c) => {
    await Promise.all(asks.map(ask))
    return c.html(html)
  })
  serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }: AddressInfo) => process.send?.(`http://127.0.0.1:${port}`))
})
process.once('disconnect', () => process.exit(0))

import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { readWebConfig } from '../config.ts'
import { keepAnswers, keptAnswers } from './kept-answers.ts'

const there = 'http://127.0.0.1:9'
const services = { PEOPLE_URL: there, BASELINES_URL: there, CATALOGUE_URL: there, PROGRESS_URL: there, NOTIFICATIONS_URL: there }
const config = readWebConfig({ PUBLIC_URL: there, ...services })
const card = { courseId: 'a-course', cardId: 'a-card' }
const app = new Hono()
app.get('/', (c) => c.text(String(keptAnswers(c, config, card) ?? 'nothing')))
app.post('/', (c) => {
  keepAnswers(c, config, card, new URLSearchParams('choice=b'))
  return c.text('kept')
})
const cookieOf = (kept: unknown) => `handrail-answers=${Buffer.from(JSON.stringify(kept)).toString('base64url')}`
const read = async (cookie: string) => (await app.request('/', { headers: { cookie } })).text()

describe('the cookie of kept answers', () => {
  it('brings back what was answered', async () => {
    const set = (await app.request('/', { method: 'POST', headers: { cookie: cookieOf(['a-course', [['another-card', 'choice=a']]]) } })).headers.get(
      'set-cookie',
    )
    expect(await read(set?.split(';')[0] ?? '')).toBe('choice=b')
  })
  const odd = [null, [], {}, 'text', ['a-course'], ['a-course', [null]], ['a-course', [{}]], ['a-course', [['a-card', 7]]], ['a-course', [['a-card']]]]
  it.each(odd.map((kept) => ({ kept })))('that says $kept says nothing, and breaks no page', async ({ kept }) => {
    expect(await read(cookieOf(kept))).toBe('nothing')
    expect((await app.request('/', { method: 'POST', headers: { cookie: cookieOf(kept) } })).status).toBe(200)
  })
})

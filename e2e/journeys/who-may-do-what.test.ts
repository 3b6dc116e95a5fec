import { setTimeout as sleep } from 'node:timers/promises'
import { webRoutes } from '@handrail/web/routes'
import { beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { changed, type EveryRow, everyRow } from '../every-row.ts'
import { expectProblem } from '../refused.ts'
import { type Reply, send, visitor } from '../visitor.ts'
import { asks } from '../who-may/asks.ts'
import { type Asker, askers, type Cast, competency, course, key, type Owner, openCast, ownerFor, relations } from '../who-may/cast.ts'
import { rowsOf, table } from '../who-may/table.ts'

/** Every route × role × whose it is, through the public address; `who-may/table.ts` says what is expected of each cell. */
const { web, inbox, postgres: administrator, anchorage, neighbour } = inject('platform')
const rows = rowsOf(table)
let cast: Cast
beforeAll(async () => {
  cast = await openCast({ web, inbox }, anchorage, neighbour)
})

const own = ['me/export', 'me/sessions', 'self-assessments/mine/export', 'learning/mine/export', 'preferences/mine/export']
/** All that each of them has. Of a session only that it is open: being asked about, it was seen just now. */
const everything = async () => {
  const places = Object.values(cast).flatMap((owner) => own.map((place) => ({ owner, place })))
  return Promise.all(
    places.map(async ({ owner, place }) => {
      const { status, body } = await owner.who.api('GET', `/api/v1/${place}`)
      const sessions = body.sessions?.map(({ sessionId }: { sessionId: string }) => sessionId).sort()
      return { personId: owner.personId, place, status, kept: { ...body, requestId: undefined, sessions } }
    }),
  )
}

const methodOf = (route: string) => route.split(' ')[0] ?? ''
const askFor = (route: string, by: Owner, of: Owner) => {
  const asked = asks[route]?.(of, by, cast.champion)
  return asked && { place: `/api/v1/${asked[0]}`, body: asked[1] }
}
type Cell = { asker: Asker; owner: Owner; place: string; body: unknown; expected: string }
/** The cells of a route with something to ask for. */
const cellsOf = (route: string): Cell[] =>
  askers.flatMap((asker, column) =>
    relations.flatMap((relation, place) => {
      const owner = cast[ownerFor(asker, relation)]
      const asked = askFor(route, cast[asker], owner)
      const expected = rows.get(route)?.[column * relations.length + place] ?? 'missing'
      expect({ route, asker, relation, dot: expected === '·' }).toEqual({ route, asker, relation, dot: !asked })
      return asked ? [{ asker, owner, ...asked, expected }] : []
    }),
  )
const isClosed = ({ expected }: Cell) => expected >= '4' || expected.endsWith('-')

const askCell = async (route: string, { asker, owner, place, body, expected }: Cell) => {
  const method = methodOf(route)
  const reply: Reply = await cast[asker].who.api(method, place, body, method === 'POST' ? key() : {})
  const label = { asker, place }
  expect({ ...label, status: reply.status }).toEqual({ ...label, status: Number(expected.replace('-', '')) })
  if (reply.status >= 400) expectProblem(reply, reply.status)
  return { reply, leaked: owner.words.filter((word) => reply.text.includes(word)) }
}

describe('reading', () => {
  const UNFINISHED = 'lock-your-phone'
  /** All that somebody who only reads may leave behind: that they were here, so that a session rests anew. */
  const seenJustNow = { 'people.auth.session': ['updatedAt', 'expiresAt'] }
  /** What has run out is cleared away by people itself, every five minutes, whoever reads: of these a row may go, and none may come. */
  const clearedAway = ['people.auth.session', 'people.auth.verification', 'people.auth.tries']
  const now = () => everyRow(administrator, seenJustNow)
  /** What happened before is told and heard everywhere. */
  const quiet = async () => {
    let last: EveryRow = await now()
    await vi.waitUntil(
      async () => {
        await sleep(2_500)
        const before = last
        last = await now()
        return changed(before, last).length === 0
      },
      { timeout: 60_000 },
    )
    return last
  }
  const expectNothingNew = async (before: EveryRow) => {
    // Two seconds are more than a tick, and than an event takes.
    await sleep(2_500)
    const found = changed(before, await now()).filter((each) => each.new.length > 0 || !clearedAway.includes(each.table))
    expect(found).toEqual([])
  }

  it('by every GET of the API, in every role and of everybody’s things, changes no row of any table', async () => {
    const before = await quiet()
    expect([...before.values()].flat().length).toBeGreaterThan(1_000)
    const statuses = new Set<number>()
    for (const route of rows.keys())
      if (methodOf(route) === 'GET') for (const { asker, place } of cellsOf(route)) statuses.add((await cast[asker].who.api('GET', place)).status)
    expect([...statuses].sort()).toEqual([200, 403, 404])
    await expectNothingNew(before)
  }, 120_000)

  /** Every page there is, with a course in its place, opened by each role and by nobody. */
  const openEveryPage = async (courseId: string, cardId: string) => {
    const places: Record<string, string> = {
      courseId,
      cardId,
      competencyId: competency,
      teamId: anchorage.teamId,
      selfAssessmentId: cast.learner.selfAssessmentId,
    }
    const gets = (await webRoutes()).filter(({ method }) => method === 'GET')
    const pages = gets.map(({ path }) => path.replaceAll(/:(\w+)(?:\{[^}]*\})?/g, (_, name) => places[name] ?? 'x'))
    expect(pages).toContain(`/courses/${courseId}/${cardId}`)
    const opened: number[] = []
    for (const who of [...askers.map((asker) => cast[asker].who), visitor(web)]) for (const page of pages) opened.push((await who.page(page)).status)
    expect(opened.filter((status) => status === 200).length).toBeGreaterThan(60)
    expect(opened.filter((status) => status >= 500)).toEqual([])
  }

  it('by every GET of a page, in every role and as nobody, changes no row of any table', async () => {
    const before = await quiet()
    await openEveryPage(course, 'the-conversation-circle')
    await expectNothingNew(before)
  }, 120_000)

  it('by opening a card that is not done notes the day, which shows who may be stuck, and changes nothing else', async () => {
    const { cards } = (await cast.learner.who.api('GET', `/api/v1/micro-courses/${UNFINISHED}?language=en`)).body
    const before = await quiet()
    await openEveryPage(UNFINISHED, cards[0].cardId)
    await sleep(2_500)
    const found = changed(before, await now()).filter((each) => each.new.length > 0)
    expect(found.map(({ table }) => table)).toEqual(['progress.public.card_openings'])
    expect(found.flatMap((each) => each.new)).toHaveLength(askers.length)
  }, 120_000)
})

describe.each([...rows.keys()])('%s', (route) => {
  it('is open to those the table names, and to nobody else', async () => {
    const cells = cellsOf(route)
    const closed = cells.filter(isClosed)
    const before = closed.length > 0 ? await everything() : []
    for (const cell of closed) expect({ ...cell, owner: undefined, leaked: (await askCell(route, cell)).leaked }).toMatchObject({ leaked: [] })
    if (closed.length > 0) expect(await everything()).toEqual(before)
    for (const cell of cells) if (!isClosed(cell)) await askCell(route, cell)
  })

  it('is open to nobody without a session, and to no other site', async () => {
    const { learner } = cast
    const asked = askFor(route, learner, learner) ?? askFor(route, learner, cast.champion)
    if (!asked) throw new Error('Nothing to ask for.')
    const method = methodOf(route)
    expectProblem(await visitor(web).api(method, asked.place, asked.body, key()), 401, 'sign-in-needed')
    if (method === 'GET') return
    const headers = { cookie: `handrail=${learner.who.cookies.get('handrail')}`, origin: 'https://evil.example', 'content-type': 'application/json', ...key() }
    expectProblem(await send(web, method, asked.place, { headers, body: JSON.stringify(asked.body ?? {}) }), 403, 'origin-refused')
  })
})

describe('the table', () => {
  it('has a row for every public route, and for no other', async () => {
    const { body } = await send(web, 'GET', '/api/openapi.json')
    const routes = Object.entries<object>(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace('/api/v1', '')}`),
    )
    const described = new Set([...rows.keys()].map((row) => row.split(' ').slice(0, 2).join(' ')))
    expect([...described].sort()).toEqual(routes.sort())
    expect([...rows.keys()].sort()).toEqual(Object.keys(asks).sort())
    for (const cells of rows.values()) expect(cells).toHaveLength(askers.length * relations.length)
  })
})

import { webRoutes } from '@handrail/web/routes'
import fc from 'fast-check'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { formsOn, type SeenForm } from '../fuzz/forms-on.ts'
import type { FuzzedRequest } from '../fuzz/operations.ts'
import { webDoors } from '../fuzz/web-doors.ts'
import { type Known, unescaped, webRequestsFor } from '../fuzz/web-requests.ts'
import { expectPage, expectProblem, innards } from '../refused.ts'
import { type Reply, send, signedIn, type Visitor, visitor } from '../visitor.ts'

/** Every page and every form, asked as no browser would: no fault, no stack, nothing unescaped, and nobody is led elsewhere. */
const { web, inbox, lighthouse } = inject('platform')
const SLOWEST_MS = 2_000
/** More of them find more: `FUZZ_RUNS=500`. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 24)
const courses = ['messages-that-expose-nobody', 'lock-your-phone', 'the-first-video-call']

const routes = await webRoutes()
const known: Record<string, string[]> = {
  courseId: courses,
  course: courses,
  cardId: [],
  card: [],
  competencyId: ['protecting-client-information'],
  at: ['1', '2'],
  id: [crypto.randomUUID()],
  for: [crypto.randomUUID()],
  invitationId: [crypto.randomUUID()],
  teamId: [lighthouse.teamId, lighthouse.otherTeamId],
  personId: [lighthouse.learner.personId, lighthouse.champion.personId],
  person: [lighthouse.learner.personId, lighthouse.colleague.personId],
  path: ['safe-from-day-one'],
  batch: [crypto.randomUUID()],
  key: [crypto.randomUUID()],
  audience: ['team-picture', 'champion', 'manager'],
  address: ['nobody@phare.example', 'zq@phare.example\r\nBcc: all@evil.example'],
  code: ['123456', '12 34-56'],
  token: ['0123456789abcdef', 'x'.repeat(399)],
  to: ['/plan', '/library?words=telephone', '/sign-in/code', '/sign-in?next=%2F%2Fevil.example'],
  next: ['/plan', '/courses/lock-your-phone?turn=telephone'],
  language: ['en', 'fr'],
  speak: ['en', 'fr'],
  timeZone: ['America/Moncton', 'Etc/GMT+12'],
  minutes: ['15', '0', '600'],
  due: ['2030-02-28', '2030-02-30', '0001-01-01', '99999-01-01'],
  step: ['check', 'change', 'assign'],
  see: ['check'],
  said: ['changed', 'not-yet', 'sent', 'brought', 'taken-back', 'assigned', 'undone'],
  asked: ['champion', 'nobody'],
  from: ['library', 'plan', '9', '25'],
  end: ['others', crypto.randomUUID()],
  wait: ['yes'],
  words: ['telephone', 'a'.repeat(300)],
  cursor: ['20', '2147483648'],
  after: [crypto.randomUUID()],
}
const has = (route: string) => webDoors[route] ?? {}

/** What would end the session that asks: only who has none asks for it. */
const endsTheSession = ['POST /sign-out']
const roles = ['learner', 'champion', 'manager', 'lead'] as const
const signedInPeople = new Map<string, Visitor>()
const seen = new Map<string, SeenForm[]>()

const asPattern = (path: string) => new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+')}$`)
/** As the router does, the first one that fits takes it. */
const routeOf = (method: string, place: string) => routes.find((route) => route.method === method && asPattern(route.path).test(new URL(place, web).pathname))
const keyOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`

const note = (reply: Reply, place: string) => {
  for (const form of formsOn(reply.text, place)) {
    const route = routeOf(form.method, form.action)
    const key = route ? keyOf(route) : `${form.method} ${form.action}`
    const forms = seen.get(key) ?? []
    if (forms.length < 12) seen.set(key, [...forms, form])
  }
}

/** Reads every page there is with ids that exist, so that its forms are known. */
const readAll = async (who: Visitor) => {
  await who.post('/self-assessment', { key: crypto.randomUUID() })
  for (const { method, path } of routes.filter((route) => route.method === 'GET')) {
    const places = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name)
    for (const courseId of places.includes('courseId') ? courses : [''])
      for (const cardId of places.includes('cardId') ? (known.cardId ?? []) : [''])
        for (const teamId of places.includes('teamId') ? (known.teamId ?? []) : ['']) {
          const values: Record<string, string | undefined> = { courseId, cardId, teamId }
          const place = places.reduce((text, name) => text.replace(`:${name}`, values[name] ?? known[name]?.[0] ?? '-'), path)
          note(await who.ask(method, place), place)
        }
  }
}

beforeAll(async () => {
  for (const role of roles) signedInPeople.set(role, await signedIn(web, inbox, lighthouse[role].address))
  const learner = signedInPeople.get('learner') as Visitor
  for (const courseId of courses) {
    const { body } = await learner.api('GET', `/api/v1/micro-courses/${courseId}?language=en`)
    known.cardId = known.card = [...(known.cardId ?? []), ...(body?.cards ?? []).map(({ cardId }: { cardId: string }) => cardId)]
  }
  for (const who of [visitor(web), ...signedInPeople.values()]) await readAll(who)
})

const statuses = new Set<number>()
const expectSafe = (reply: Reply, asked: object) => {
  statuses.add(reply.status)
  expect({ ...asked, status: reply.status, calm: reply.status < 500 || reply.text }).toEqual({ ...asked, status: reply.status, calm: true })
  expect(reply.headers['x-zq']).toBeUndefined()
  const type = String(reply.headers['content-type'] ?? '')
  if (type.startsWith('text/html')) {
    expectPage(reply, reply.status)
    expect({ ...asked, unescaped: reply.text.match(unescaped)?.input }).toEqual({ ...asked, unescaped: undefined })
    for (const [, place = ''] of reply.text.matchAll(/\s(?:href|src|action|formaction)="([^"]*)"/g))
      expect({ ...asked, place, leads: /^\s*(javascript|vbscript|data:text)/i.test(place) || new URL(place, web).host === 'evil.example' }).toEqual({
        ...asked,
        place,
        leads: false,
      })
  } else if (reply.status === 431) {
    // More in the head of a request than Node's own parser takes: no code of ours has seen it.
    expect(reply.text).toBe('')
  } else {
    expect(reply.text).not.toMatch(innards)
    if (reply.status >= 400) expectProblem(reply, reply.status)
  }
  const { location } = reply.headers
  if (location !== undefined) expect({ ...asked, location: new URL(location, web).origin }).toEqual({ ...asked, location: new URL(web).origin })
}

/** On a busy machine once is no sign: only what is slow three times in a row is slow. */
const askInTime = async (request: FuzzedRequest, session: string | undefined, most: number) => {
  const cookie = [session && `handrail=${session}`, request.headers.cookie].filter(Boolean).join('; ')
  const { cookie: _, ...headers } = request.headers
  const asked = { method: request.method, path: request.path.slice(0, 300), headers, body: request.body?.slice(0, 600), cookie }
  let ms = 0
  for (let tries = 0; tries < 3; tries++) {
    const began = performance.now()
    const reply = await send(web, request.method, request.path, {
      headers: { ...headers, ...(cookie && { cookie }) },
      ...(request.body !== undefined && { body: request.body }),
    })
    ms = performance.now() - began
    expectSafe(reply, asked)
    if (ms < most) return
  }
  expect({ ...asked, ms }).toEqual({ ...asked, ms: `less than ${most}` })
}

describe('every route of the web front', () => {
  it('is a door in the list, and the list names no other', () => {
    expect(routes.map(keyOf).sort()).toEqual(Object.keys(webDoors).sort())
  })

  it('shows forms whose every field the list names', () => {
    const named = (key: string, field: string) => {
      const { fields = [], query = [] } = has(key)
      return [...fields, ...(key.startsWith('GET') ? query : [])].some((name) => (name.endsWith('*') ? field.startsWith(name.slice(0, -1)) : field === name))
    }
    const unknown = [...seen].flatMap(([key, forms]) =>
      forms.flatMap(({ fields }) => fields.flatMap(([field]) => (named(key, field) ? [] : [`${key} ${field}`]))),
    )
    expect([...new Set(unknown)]).toEqual([])
    expect(seen.size).toBeGreaterThan(25)
    expect([...seen.keys()].filter((key) => !webDoors[key])).toEqual([])
  })

  it.each(routes.map((route) => ({ name: keyOf(route), route })))(
    'stays safe: $name',
    async ({ name, route }) => {
      const waits = name === 'GET /self-assessment/arriving/:id'
      const people = ['nobody', ...(endsTheSession.includes(name) ? [] : roles)]
      const requests = webRequestsFor({ route, door: has(name), known: known as Known, seen: seen.get(name) ?? [], web })
      await fc.assert(
        fc.asyncProperty(requests, fc.constantFrom(...people), async (request, role) =>
          askInTime(request, signedInPeople.get(role)?.cookies.get('handrail'), waits ? SLOWEST_MS + 20_000 : SLOWEST_MS),
        ),
        { numRuns: waits ? 2 : RUNS, endOnFailure: true },
      )
    },
    120_000,
  )
})

it('what was asked got as far as the pages, and was also refused on each step before them', async () => {
  expect([...statuses]).toEqual(expect.arrayContaining([200, 303, 403, 404, 413, 415, 422]))
  // Nobody was signed out by it.
  for (const role of roles) expect((await signedInPeople.get(role)?.api('GET', '/api/v1/me'))?.status).toBe(200)
})

import fc from 'fast-check'
import { describe, expect, inject, it } from 'vitest'
import { type Document, type FuzzedRequest, operationsOf, requestsFor } from '../fuzz/operations.ts'
import { expectProblem } from '../refused.ts'
import { type Reply, send, signedIn } from '../visitor.ts'

/** Requests made from every route's own schema, and broken: nobody is told a stack, nobody waits, and nothing falls over. */
const { web, inbox, lighthouse, services, serviceSecret } = inject('platform')
const SLOWEST_MS = 2_000
/** More of them find more: `FUZZ_RUNS=500`. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 24)

/** A whole body would end the agency's people, or write mails to everybody. */
const neverWhole = ['POST /api/v1/me/erasure', 'POST /internal/digest-runs']
/** Waits for as long as it is asked to. */
const waits = (path: string) => Number(path.match(/[?&]waitSeconds=(\d+)$/)?.[1] ?? 20) * 1_000

const documentOf = async (base: string, path: string) => (await send(base, 'GET', path)).body as Document
const publicOperations = operationsOf(await documentOf(web, '/api/openapi.json'))
const innerOperations = (
  await Promise.all(
    Object.entries(services)
      .filter(([service]) => service !== 'web')
      .map(async ([service, url]) => operationsOf(await documentOf(url, '/openapi.json')).map((operation) => ({ service, url, ...operation }))),
  )
).flat()

const roles = ['lead', 'manager', 'champion'] as const
const people = await Promise.all(roles.map(async (role) => ({ role, who: await signedIn(web, inbox, lighthouse[role].address) })))

const statuses = new Set<number>()
const expectCalm = (reply: Reply, label: object) => {
  statuses.add(reply.status)
  expect({ ...label, calm: reply.status < 500 || reply.status === 503 ? true : reply.text }).toEqual({ ...label, calm: true })
  expect({ ...label, away: reply.status }).not.toEqual({ ...label, away: 503 })
  if (reply.status >= 400) expectProblem(reply, reply.status)
}

/** On a busy machine once is no sign: only what is slow three times in a row is slow. */
const askInTime = async (request: FuzzedRequest, ask: () => Promise<Reply>, most = SLOWEST_MS) => {
  let ms = 0
  for (let tries = 0; tries < 3; tries++) {
    const began = performance.now()
    const reply = await ask()
    ms = performance.now() - began
    expectCalm(reply, request)
    if (ms < most) return
  }
  expect({ ...request, ms }).toEqual({ ...request, ms: `less than ${most}` })
}
const bodyOf = ({ body }: FuzzedRequest) => (body === undefined ? {} : { body })

describe('the public address', () => {
  it.each(publicOperations)(
    'stays calm at $route',
    async (operation) => {
      await fc.assert(
        fc.asyncProperty(requestsFor(operation, !neverWhole.includes(operation.route)), fc.constantFrom(...people), async (request, { who }) => {
          const most = operation.path.endsWith('/arrival') ? SLOWEST_MS + waits(request.path) : SLOWEST_MS
          await askInTime(
            request,
            () => who.ask(request.method, request.path, { headers: { accept: 'application/json', ...request.headers }, ...bodyOf(request) }),
            most,
          )
        }),
        { numRuns: operation.path.endsWith('/arrival') ? 6 : RUNS },
      )
    },
    120_000,
  )
})

describe('behind it', () => {
  const inner = innerOperations.filter(({ path }) => !path.startsWith('/api/'))
  it.each(inner)(
    '$service stays calm at $route',
    async ({ url, ...operation }) => {
      await fc.assert(
        fc.asyncProperty(requestsFor(operation, !neverWhole.includes(operation.route)), async (request) => {
          const headers = { ...request.headers, authorization: `Bearer ${serviceSecret}` }
          await askInTime(request, () => send(url, request.method, request.path, { headers, ...bodyOf(request) }))
        }),
        { numRuns: RUNS },
      )
    },
    120_000,
  )
})

it('what was sent got as far as the rules, and was also refused on each step before them', () => {
  expect([...statuses]).toEqual(expect.arrayContaining([200, 201, 204, 400, 403, 404, 409, 415, 422]))
})

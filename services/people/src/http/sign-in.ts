import { setTimeout as sleep } from 'node:timers/promises'
import { IssuedToken, Refusal, SignedIn, SignInCodeRequest, SignInRequest, TokenRequest } from '@handrail/contracts'
import { type App, answers, audit, defineRoute, jsonBody, z } from '@handrail/http'
import type { PeopleDeps } from '../app.ts'

/** Longer than judging a code takes, and shorter than anybody notices. */
const REFUSED_AFTER_MS = 100

const codeRoute = defineRoute({
  method: 'post',
  path: '/sign-in/codes',
  summary: 'Send a code and a link, if the address is of somebody who is active',
  security: [],
  request: { body: jsonBody(SignInCodeRequest) },
  responses: { 202: answers('The same for every address', z.object({})) },
})

const sessionRoute = defineRoute({
  method: 'post',
  path: '/sign-in/sessions',
  summary: 'Sign in with a code or a link',
  security: [],
  request: { body: jsonBody(SignInRequest) },
  responses: { 201: answers('The session, for the browser alone', SignedIn) },
})

const endRoute = defineRoute({
  method: 'delete',
  path: '/sign-in/sessions',
  summary: 'Sign out',
  security: [],
  request: { body: jsonBody(TokenRequest) },
  responses: { 204: { description: 'Signed out, whether or not there was a session' } },
})

const tokenRoute = defineRoute({
  method: 'post',
  path: '/tokens',
  summary: 'A short-lived token for the services',
  security: [],
  request: { body: jsonBody(TokenRequest) },
  responses: { 200: answers('The token', IssuedToken) },
})

const keysRoute = defineRoute({
  method: 'get',
  path: '/.well-known/jwks.json',
  summary: 'The keys that tokens are signed with',
  security: [],
  responses: { 200: answers('A JSON Web Key Set (RFC 7517)', z.object({ keys: z.array(z.looseObject({ kid: z.string() })) })) },
})

/** Outside `/api/`, and reachable on the internal address only: the web front is the one caller. */
export const signIn = (app: App, deps: PeopleDeps): void => {
  app.openapi(codeRoute, async (c) => {
    await deps.signIn().requestCode(c.req.valid('json').address, c.get('now'))
    return c.json({}, 202)
  })

  app.openapi(sessionRoute, async (c) => {
    const request = c.req.valid('json')
    const log = c.get('log')
    const began = performance.now()
    try {
      const { who, ...signedIn } = 'link' in request ? await deps.signIn().withLink(request, c.get('now')) : await deps.signIn().withCode(request, c.get('now'))
      audit(log, { event: 'sign-in', outcome: 'done', who })
      return c.json(signedIn, 201)
    } catch (error) {
      if (error instanceof Refusal) {
        const who = 'address' in request ? await deps.signIn().whose(request.address) : null
        audit(log, { event: 'sign-in', outcome: 'refused', who, reason: error.code })
        // Comparing a code takes longer where one was sent: how long the refusal takes must not tell that.
        if (error.code !== 'too-many-requests') await sleep(Math.max(0, REFUSED_AFTER_MS - (performance.now() - began)))
      }
      throw error
    }
  })

  app.openapi(endRoute, async (c) => {
    const who = await deps.signIn().signOut(c.req.valid('json').session)
    audit(c.get('log'), { event: 'sign-out', outcome: 'done', who })
    return c.body(null, 204)
  })

  app.openapi(tokenRoute, async (c) => c.json(await deps.signIn().issueToken(c.req.valid('json').session, c.get('now')), 200))

  app.openapi(keysRoute, async (c) => {
    const { keys } = await deps.signIn().keys()
    return c.json({ keys: keys.map((key) => ({ ...key, kid: key.kid ?? '' })) }, 200)
  })
}

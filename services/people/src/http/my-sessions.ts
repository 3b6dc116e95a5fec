import { type MySession, MySessions, Uuid } from '@handrail/contracts'
import { type App, answers, audit, defineRoute, z } from '@handrail/http'
import type { PeopleDeps } from '../app.ts'

const listRoute = defineRoute({
  method: 'get',
  path: '/api/v1/me/sessions',
  summary: 'Where I am signed in',
  responses: { 200: answers('This one first, then those seen last', MySessions) },
})

const endRoute = defineRoute({
  method: 'delete',
  path: '/api/v1/me/sessions/{sessionId}',
  summary: 'Sign one of my devices out',
  description: 'Its next token is refused. One that it holds already ends within five minutes.',
  request: { params: z.object({ sessionId: Uuid }) },
  responses: { 204: { description: 'Signed out, whether or not it was signed in' } },
})

const endOthersRoute = defineRoute({
  method: 'delete',
  path: '/api/v1/me/sessions',
  summary: 'Sign all my other devices out',
  responses: { 204: { description: 'This one is the only one left' } },
})

export const mySessions = (app: App, deps: PeopleDeps): void => {
  app.openapi(listRoute, async (c) => {
    const { personId, sessionId } = c.get('caller')
    const found = await deps.signIn().sessionsOf(personId, c.get('now'))
    const sessions: MySession[] = found.map((session) => ({ ...session, isThisOne: session.sessionId === sessionId }))
    return c.json({ sessions: sessions.sort((a, b) => Number(b.isThisOne) - Number(a.isThisOne)) }, 200)
  })

  app.openapi(endRoute, async (c) => {
    await deps.signIn().endSessions(c.get('caller').personId, { only: c.req.valid('param').sessionId })
    audit(c.get('log'), { event: 'devices-ended', outcome: 'done', who: c.get('caller') })
    return c.body(null, 204)
  })

  app.openapi(endOthersRoute, async (c) => {
    const { personId, sessionId } = c.get('caller')
    await deps.signIn().endSessions(personId, { allBut: sessionId ?? null })
    audit(c.get('log'), { event: 'devices-ended', outcome: 'done', who: c.get('caller') })
    return c.body(null, 204)
  })
}

import { HelpAnswer, HelpAsked, HelpQuestion, MyHelpRequest, PageQuery, pageOf, Uuid } from '@handrail/contracts'
import { type App, answers, defineRoute, idempotencyHeader, jsonBody, requireRole, z } from '@handrail/http'
import { inOrganization, once, readInOrganization } from '@handrail/postgres'
import type { ProgressDeps } from '../app.ts'
import { myHelpRequests } from '../store/reads/help-requests.ts'
import { answerHelp } from '../use-cases/answer-help.ts'
import { askForHelp } from '../use-cases/ask-for-help.ts'

const askRoute = defineRoute({
  method: 'post',
  path: '/api/v1/help-requests',
  summary: 'I am stuck: ask my champion',
  request: { headers: idempotencyHeader, body: jsonBody(HelpQuestion) },
  responses: { 201: answers('Asked; the champion is null where there is none yet', HelpAsked) },
})

const mineRoute = defineRoute({
  method: 'get',
  path: '/api/v1/help-requests/mine',
  summary: 'What I asked, newest first',
  request: { query: PageQuery },
  responses: { 200: answers('A page of questions', pageOf(MyHelpRequest)) },
})

const answerRoute = defineRoute({
  method: 'post',
  path: '/api/v1/help-requests/{id}/answer',
  summary: 'Answer a question, as the champion it is for',
  request: { params: z.object({ id: Uuid }), body: jsonBody(HelpAnswer) },
  responses: { 204: { description: 'Answered' } },
})

export const helpRequests = (app: App, { database }: ProgressDeps): void => {
  app.openapi(askRoute, async (c) => {
    const { organizationId, personId } = c.get('caller')
    const body = c.req.valid('json')
    const now = c.get('now')
    const answer = await inOrganization(database, organizationId, (trx) =>
      once(trx, { organizationId, personId, key: c.req.valid('header')['idempotency-key'], path: c.req.path, body, now }, async () => ({
        status: 201,
        body: await askForHelp(trx, { organizationId, personId, ...body }, now),
      })),
    )
    return c.json(answer.body, 201)
  })

  app.openapi(mineRoute, async (c) => {
    const { organizationId, personId } = c.get('caller')
    return c.json(await readInOrganization(database, organizationId, (db) => myHelpRequests(db, personId, c.req.valid('query'))), 200)
  })

  app.openapi(answerRoute, async (c) => {
    const caller = c.get('caller')
    requireRole(caller, 'champion')
    const { organizationId, personId } = caller
    const command = { organizationId, championId: personId, helpRequestId: c.req.valid('param').id, ...c.req.valid('json') }
    await inOrganization(database, organizationId, (trx) => answerHelp(trx, command, c.get('now')))
    return c.body(null, 204)
  })
}

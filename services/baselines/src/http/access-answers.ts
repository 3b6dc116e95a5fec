import { AccessAnswers, MyAccess } from '@handrail/contracts'
import { type App, answers, defineRoute, jsonBody } from '@handrail/http'
import { inOrganization, readAtOnce } from '@handrail/postgres'
import type { BaselinesDeps } from '../app.ts'
import { accessOf } from '../store/reads/access-answers.ts'
import { sayAccess } from '../use-cases/say-access.ts'

const path = '/api/v1/access-answers/mine'

const readRoute = defineRoute({
  method: 'get',
  path,
  summary: 'How I get online, as far as I have said',
  responses: { 200: answers('Each may be open', MyAccess) },
})

const sayRoute = defineRoute({
  method: 'put',
  path,
  summary: 'Say how I get online, or leave it open',
  request: { body: jsonBody(AccessAnswers) },
  responses: { 200: answers('What is kept', MyAccess) },
})

export const accessAnswers = (app: App, { database }: BaselinesDeps): void => {
  app.openapi(readRoute, async (c) => {
    const { organizationId, personId } = c.get('caller')
    return c.json(await readAtOnce(database, organizationId, (db) => accessOf(db, personId)), 200)
  })

  app.openapi(sayRoute, async (c) => {
    const { organizationId, personId } = c.get('caller')
    const command = { organizationId, personId, ...c.req.valid('json') }
    const kept = await inOrganization(database, organizationId, async (trx) => {
      await sayAccess(trx, command, c.get('now'))
      return accessOf(trx, personId)
    })
    return c.json(kept, 200)
  })
}

import { Slug } from '@handrail/contracts'
import { type App, defineRoute, z } from '@handrail/http'
import { inOrganization } from '@handrail/postgres'
import type { ProgressDeps } from '../app.ts'
import { bringToChampion } from '../use-cases/bring-to-champion.ts'
import { takeBackTalkingPoint } from '../use-cases/take-back-talking-point.ts'

const card = { params: z.object({ courseId: Slug, cardId: Slug }) }

const bringRoute = defineRoute({
  method: 'put',
  path: '/api/v1/talking-points/{courseId}/{cardId}',
  summary: 'I would like to talk about this card with my champion; sending it again changes nothing',
  request: card,
  responses: { 204: { description: 'My champion sees it' } },
})

const takeBackRoute = defineRoute({
  method: 'delete',
  path: '/api/v1/talking-points/{courseId}/{cardId}',
  summary: 'Take it back',
  request: card,
  responses: { 204: { description: 'Nobody sees it' } },
})

export const talkingPoints = (app: App, { database }: ProgressDeps): void => {
  app.openapi(bringRoute, async (c) => {
    const { organizationId, personId } = c.get('caller')
    const command = { organizationId, personId, ...c.req.valid('param') }
    await inOrganization(database, organizationId, (trx) => bringToChampion(trx, command, c.get('now')))
    return c.body(null, 204)
  })

  app.openapi(takeBackRoute, async (c) => {
    const { organizationId, personId } = c.get('caller')
    await inOrganization(database, organizationId, (trx) => takeBackTalkingPoint(trx, { personId, ...c.req.valid('param') }))
    return c.body(null, 204)
  })
}

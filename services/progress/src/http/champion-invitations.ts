import { Uuid } from '@handrail/contracts'
import { type App, defineRoute, z } from '@handrail/http'
import { inOrganization } from '@handrail/postgres'
import type { ProgressDeps } from '../app.ts'
import { answerInvitation } from '../use-cases/answer-invitation.ts'

const invitation = { params: z.object({ id: Uuid }) }

const acceptRoute = defineRoute({
  method: 'post',
  path: '/api/v1/champion-invitations/{id}/acceptance',
  summary: 'I would like to be a digital champion; the path for champions is mine then',
  request: invitation,
  responses: { 204: { description: 'Accepted' } },
})

const refuseRoute = defineRoute({
  method: 'post',
  path: '/api/v1/champion-invitations/{id}/refusal',
  summary: 'Not for me; nobody asks again',
  request: invitation,
  responses: { 204: { description: 'Declined' } },
})

export const championInvitations = (app: App, { database }: ProgressDeps): void => {
  app.openapi(acceptRoute, async (c) => {
    const { organizationId, personId } = c.get('caller')
    const command = { organizationId, personId, invitationId: c.req.valid('param').id, answer: 'accepted' } as const
    await inOrganization(database, organizationId, (trx) => answerInvitation(trx, command, c.get('now')))
    return c.body(null, 204)
  })

  app.openapi(refuseRoute, async (c) => {
    const { organizationId, personId } = c.get('caller')
    const command = { organizationId, personId, invitationId: c.req.valid('param').id, answer: 'declined' } as const
    await inOrganization(database, organizationId, (trx) => answerInvitation(trx, command, c.get('now')))
    return c.body(null, 204)
  })
}

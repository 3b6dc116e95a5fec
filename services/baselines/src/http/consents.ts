import { Audience, audiences, ConsentChoice, ConsentLedger } from '@handrail/contracts'
import { type App, answers, defineRoute, jsonBody, z } from '@handrail/http'
import { inOrganization } from '@handrail/postgres'
import type { BaselinesDeps } from '../app.ts'
import { consentOf } from '../store/reads/consents.ts'
import { chooseConsent } from '../use-cases/choose-consent.ts'

const listRoute = defineRoute({
  method: 'get',
  path: '/api/v1/consents',
  summary: 'Who may see what of me',
  responses: { 200: answers('The ledger, one entry per audience', ConsentLedger) },
})

const chooseRoute = defineRoute({
  method: 'put',
  path: '/api/v1/consents/{audience}',
  summary: 'Share with an audience, or take it back',
  request: { params: z.object({ audience: Audience }), body: jsonBody(ConsentChoice) },
  responses: { 200: answers('The ledger afterwards', ConsentLedger) },
})

export const consents = (app: App, { database }: BaselinesDeps): void => {
  const ledgerOf = async (organizationId: string, personId: string) => {
    const row = await inOrganization(database, organizationId, (trx) => consentOf(trx, personId))
    return {
      entries: audiences.map((audience) => ({
        audience,
        granted: row?.granted[audience] !== undefined,
        changedAt: row?.granted[audience] ?? null,
      })),
    }
  }

  app.openapi(listRoute, async (c) => {
    const { organizationId, personId } = c.get('caller')
    return c.json(await ledgerOf(organizationId, personId), 200)
  })

  app.openapi(chooseRoute, async (c) => {
    const { organizationId, personId } = c.get('caller')
    const command = { organizationId, personId, audience: c.req.valid('param').audience, granted: c.req.valid('json').granted }
    await inOrganization(database, organizationId, (trx) => chooseConsent(trx, command, c.get('now')))
    return c.json(await ledgerOf(organizationId, personId), 200)
  })
}

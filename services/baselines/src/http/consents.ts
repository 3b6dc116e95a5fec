import { Audience, audiences, ConsentChoice, ConsentLedger } from '@handrail/contracts'
import { type App, answers, defineRoute, jsonBody, z } from '@handrail/http'
import { inOrganization, readAtOnce } from '@handrail/postgres'
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

const ledgerFrom = (row: Awaited<ReturnType<typeof consentOf>>) => ({
  entries: audiences.map((audience) => ({
    audience,
    granted: row?.granted[audience] !== undefined,
    changedAt: row?.granted[audience] ?? null,
  })),
})

export const consents = (app: App, { database }: BaselinesDeps): void => {
  app.openapi(listRoute, async (c) => {
    const { organizationId, personId } = c.get('caller')
    const row = await readAtOnce(database, organizationId, (db) => consentOf(db, personId))
    return c.json(ledgerFrom(row), 200)
  })

  app.openapi(chooseRoute, async (c) => {
    const { organizationId, personId } = c.get('caller')
    const command = { organizationId, personId, audience: c.req.valid('param').audience, granted: c.req.valid('json').granted }
    const row = await inOrganization(database, organizationId, async (trx) => {
      await chooseConsent(trx, command, c.get('now'))
      return consentOf(trx, personId)
    })
    return c.json(ledgerFrom(row), 200)
  })
}

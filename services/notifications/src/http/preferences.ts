import { Preferences } from '@handrail/contracts'
import { type App, answers, defineRoute, jsonBody } from '@handrail/http'
import { inOrganization } from '@handrail/postgres'
import type { NotificationsDeps } from '../app.ts'
import { wantsDigest } from '../store/reads/recipients.ts'
import { choosePreferences } from '../use-cases/choose-preferences.ts'

const readRoute = defineRoute({
  method: 'get',
  path: '/api/v1/preferences',
  summary: 'Which mails I get',
  responses: { 200: answers('My preferences', Preferences) },
})

const chooseRoute = defineRoute({
  method: 'put',
  path: '/api/v1/preferences',
  summary: 'Choose which mails I get',
  request: { body: jsonBody(Preferences) },
  responses: { 200: answers('My preferences afterwards', Preferences) },
})

export const preferences = (app: App, { database }: NotificationsDeps): void => {
  app.openapi(readRoute, async (c) => {
    const { organizationId, personId } = c.get('caller')
    return c.json({ digest: await inOrganization(database, organizationId, (trx) => wantsDigest(trx, personId)) }, 200)
  })

  app.openapi(chooseRoute, async (c) => {
    const { organizationId, personId } = c.get('caller')
    const { digest } = c.req.valid('json')
    await inOrganization(database, organizationId, (trx) => choosePreferences(trx, { organizationId, personId, digest }, c.get('now')))
    return c.json({ digest }, 200)
  })
}

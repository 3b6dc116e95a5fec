import { NotificationsExport, Preferences, PreferencesChange } from '@handrail/contracts'
import { type App, answers, defineRoute, jsonBody } from '@handrail/http'
import { inOrganization, readAtOnce, readInOrganization } from '@handrail/postgres'
import type { NotificationsDeps } from '../app.ts'
import { exportOf } from '../store/reads/export.ts'
import { preferencesOf } from '../store/reads/recipients.ts'
import { choosePreferences } from '../use-cases/choose-preferences.ts'

const readRoute = defineRoute({
  method: 'get',
  path: '/api/v1/preferences',
  summary: 'Which mails I get, and when',
  responses: { 200: answers('My preferences', Preferences) },
})

const chooseRoute = defineRoute({
  method: 'patch',
  path: '/api/v1/preferences',
  summary: 'Choose which mails I get, and when',
  request: { body: jsonBody(PreferencesChange) },
  responses: { 200: answers('My preferences afterwards', Preferences) },
})

const exportRoute = defineRoute({
  method: 'get',
  path: '/api/v1/preferences/mine/export',
  summary: 'All that notifications holds of me',
  responses: { 200: answers('Preferences, and which mails were sent', NotificationsExport) },
})

export const preferences = (app: App, { database }: NotificationsDeps): void => {
  app.openapi(readRoute, async (c) => {
    const { organizationId, personId } = c.get('caller')
    return c.json(await readAtOnce(database, organizationId, (db) => preferencesOf(db, personId)), 200)
  })

  app.openapi(chooseRoute, async (c) => {
    const { organizationId, personId } = c.get('caller')
    const change = c.req.valid('json')
    const chosen = await inOrganization(database, organizationId, async (trx) => {
      await choosePreferences(trx, { organizationId, personId, change }, c.get('now'))
      return preferencesOf(trx, personId)
    })
    return c.json(chosen, 200)
  })

  app.openapi(exportRoute, async (c) => {
    const { organizationId, personId } = c.get('caller')
    return c.json(await readInOrganization(database, organizationId, (db) => exportOf(db, personId)), 200)
  })
}

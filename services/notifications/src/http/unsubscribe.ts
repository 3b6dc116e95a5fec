import { Preferences, Refusal } from '@handrail/contracts'
import { type App, answers, defineRoute, z } from '@handrail/http'
import { inOrganization } from '@handrail/postgres'
import { acceptedSecrets } from '@handrail/runtime'
import type { NotificationsDeps } from '../app.ts'
import { noMail } from '../domain/preferences.ts'
import { readUnsubscribeToken } from '../domain/unsubscribe-token.ts'
import { choosePreferences } from '../use-cases/choose-preferences.ts'

/** No sign-in, and whatever body a mail program sends (RFC 8058). There is no GET: mail scanners follow links. */
const route = defineRoute({
  method: 'post',
  path: '/unsubscribe/{token}',
  summary: 'Stop every mail, by the link in one',
  security: [],
  request: { params: z.object({ token: z.string() }) },
  responses: { 200: answers('Stopped; also when it was stopped before', Preferences.pick({ digest: true })) },
})

export const unsubscribe = (app: App, { database, config }: NotificationsDeps): void => {
  app.openapi(route, async (c) => {
    const whom = readUnsubscribeToken(c.req.valid('param').token, acceptedSecrets(config))
    if (!whom) throw new Refusal('unsubscribe-link-refused')
    await inOrganization(database, whom.organizationId, (trx) => choosePreferences(trx, { ...whom, change: noMail }, c.get('now')))
    return c.json({ digest: noMail.digest }, 200)
  })
}

import { DigestRun, DigestRunRequest } from '@handrail/contracts'
import { type App, answers, defineRoute, jsonBody, servicesOnly } from '@handrail/http'
import { acceptedSecrets } from '@handrail/runtime'
import type { NotificationsDeps } from '../app.ts'

const route = defineRoute({
  method: 'post',
  path: '/internal/digest-runs',
  summary: 'Send the digests that are due, or also those of this week that are not',
  request: { body: jsonBody(DigestRunRequest) },
  responses: { 200: answers('How it went', DigestRun) },
})

export const digestRuns = (app: App, deps: NotificationsDeps): void => {
  app.use('/internal/*', (c, next) => servicesOnly(acceptedSecrets(deps.config))(c, next))

  app.openapi(route, async (c) => c.json(await deps.runDigests(c.req.valid('json')), 200))
}

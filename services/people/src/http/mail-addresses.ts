import { MailAddresses, MailAddressesRequest } from '@handrail/contracts'
import { type App, answers, defineRoute, jsonBody, servicesOnly } from '@handrail/http'
import { readAtOnce } from '@handrail/postgres'
import { acceptedSecrets } from '@handrail/runtime'
import type { PeopleDeps } from '../app.ts'
import { mailAddressesOf } from '../store/reads/people.ts'

const route = defineRoute({
  method: 'post',
  path: '/internal/mail-addresses',
  summary: 'For the mailer, at the moment of sending',
  request: { body: jsonBody(MailAddressesRequest) },
  responses: { 200: answers('Those of them who are active', MailAddresses) },
})

export const mailAddresses = (app: App, deps: PeopleDeps): void => {
  app.use('/internal/*', (c, next) => servicesOnly(acceptedSecrets(deps.config))(c, next))

  app.openapi(route, async (c) => {
    const { organizationId, personIds } = c.req.valid('json')
    const rows = await readAtOnce(deps.database, organizationId, (db) => mailAddressesOf(db, personIds))
    const people = rows.map((row) => ({ personId: row.person_id, name: row.name, address: row.address, language: row.language, timeZone: row.time_zone }))
    return c.json({ people }, 200)
  })
}

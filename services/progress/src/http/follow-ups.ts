import { PracticeReport, Slug } from '@handrail/contracts'
import { type App, defineRoute, jsonBody, z } from '@handrail/http'
import { inOrganization } from '@handrail/postgres'
import type { ProgressDeps } from '../app.ts'
import { putAwayFollowUp } from '../use-cases/put-away-follow-up.ts'
import { reportPractice } from '../use-cases/report-practice.ts'

const course = z.object({ courseId: Slug })

const reportRoute = defineRoute({
  method: 'put',
  path: '/api/v1/follow-ups/{courseId}',
  summary: 'Whether I use with clients what I learned; sending it again changes nothing',
  description: 'The answer belongs to me. Told on are the course, the answer and what got in the way: not who, and never the line.',
  request: { params: course, body: jsonBody(PracticeReport) },
  responses: { 204: { description: 'Noted' } },
})

const putAwayRoute = defineRoute({
  method: 'delete',
  path: '/api/v1/follow-ups/{courseId}',
  summary: 'Do not ask me about this course',
  request: { params: course },
  responses: { 204: { description: 'Put away' } },
})

export const followUps = (app: App, { database }: ProgressDeps): void => {
  app.openapi(reportRoute, async (c) => {
    const { organizationId, personId } = c.get('caller')
    const command = { organizationId, personId, ...c.req.valid('param'), report: c.req.valid('json') }
    await inOrganization(database, organizationId, (trx) => reportPractice(trx, command, c.get('now')))
    return c.body(null, 204)
  })

  app.openapi(putAwayRoute, async (c) => {
    const { organizationId, personId } = c.get('caller')
    await inOrganization(database, organizationId, (trx) => putAwayFollowUp(trx, { organizationId, personId, ...c.req.valid('param') }, c.get('now')))
    return c.body(null, 204)
  })
}

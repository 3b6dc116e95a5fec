import { Arrival, ArrivalQuery, MyLearning } from '@handrail/contracts'
import { type App, answers, defineRoute } from '@handrail/http'
import type { ProgressDeps } from '../app.ts'
import { openMyLearning } from '../store/reads/my-learning.ts'
import { awaitArrival } from '../use-cases/await-arrival.ts'

const mineRoute = defineRoute({
  method: 'get',
  path: '/api/v1/learning/mine',
  summary: 'What I have to learn, and the one next thing',
  responses: { 200: answers('My learning', MyLearning) },
})

const arrivalRoute = defineRoute({
  method: 'get',
  path: '/api/v1/learning/arrival',
  summary: 'Wait for the path planned from my self-assessment',
  description:
    'Long poll: answers as soon as the path is assigned. `assignmentId` is null at once when the plan has nothing to do, and null after `waitSeconds` when no plan has come yet.',
  request: { query: ArrivalQuery },
  responses: { 200: answers('The assignment, or null', Arrival) },
})

export const learning = (app: App, { database }: ProgressDeps): void => {
  const myLearning = openMyLearning(database)
  app.openapi(mineRoute, async (c) => c.json(await myLearning(c.get('caller'), c.get('now')), 200))

  app.openapi(arrivalRoute, async (c) => {
    const { organizationId, personId } = c.get('caller')
    const { selfAssessmentId, waitSeconds } = c.req.valid('query')
    const asked = { organizationId, personId, selfAssessmentId, waitMs: waitSeconds * 1000, gone: c.req.raw.signal }
    return c.json({ assignmentId: await awaitArrival(database, asked) }, 200)
  })
}

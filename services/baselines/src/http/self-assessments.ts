import { Answer, MySelfAssessments, Picture, Refusal, SelfAssessment, Slug, Submission, Uuid } from '@handrail/contracts'
import { type App, answers, defineRoute, idempotencyHeader, jsonBody, z } from '@handrail/http'
import { inOrganization, once, readInOrganization } from '@handrail/postgres'
import type { BaselinesDeps } from '../app.ts'
import { pictureFrom } from '../domain/picture.ts'
import { selfAssessmentFrom } from '../domain/self-assessment.ts'
import { evidenceOf } from '../store/reads/evidence.ts'
import { knownSteps } from '../store/reads/scenario-checks.ts'
import { draftOf, levelsBefore, newestSubmittedOf, ownAssessment } from '../store/reads/self-assessments.ts'
import { answerCompetency } from '../use-cases/answer-competency.ts'
import { startSelfAssessment } from '../use-cases/start-self-assessment.ts'
import { submitSelfAssessment } from '../use-cases/submit-self-assessment.ts'

const root = '/api/v1/self-assessments'
const nothing = { required: false, content: { 'application/json': { schema: z.strictObject({}) } } }

const mineRoute = defineRoute({
  method: 'get',
  path: `${root}/mine`,
  summary: 'My open draft and what I submitted last',
  responses: { 200: answers('Each may be null', MySelfAssessments) },
})

const pictureRoute = defineRoute({
  method: 'get',
  path: `${root}/mine/picture`,
  summary: 'My picture, strengths first',
  responses: { 200: answers('Where I am, by the newest of evidence and self-rating', Picture) },
})

const startRoute = defineRoute({
  method: 'post',
  path: root,
  summary: 'Start a self-assessment, or go on with the open one',
  request: { headers: idempotencyHeader, body: nothing },
  responses: { 201: answers('The self-assessment with its questions', SelfAssessment) },
})

const answerRoute = defineRoute({
  method: 'put',
  path: `${root}/{selfAssessmentId}/answers/{competencyId}`,
  summary: 'Answer one question, or change the answer',
  request: { params: z.object({ selfAssessmentId: Uuid, competencyId: Slug }), body: jsonBody(Answer) },
  responses: { 200: answers('The answer as it is kept', Answer.extend({ competencyId: Slug })) },
})

const submitRoute = defineRoute({
  method: 'post',
  path: `${root}/{selfAssessmentId}/submission`,
  summary: 'Submit the answers',
  request: { params: z.object({ selfAssessmentId: Uuid }), headers: idempotencyHeader, body: nothing },
  responses: { 201: answers('When they were submitted, for the first time', Submission) },
})

export const selfAssessments = (app: App, { database }: BaselinesDeps): void => {
  app.openapi(mineRoute, async (c) => {
    const { organizationId, personId } = c.get('caller')
    const mine = await readInOrganization(database, organizationId, async (db) => {
      const [draft, submitted] = await Promise.all([draftOf(db, personId), newestSubmittedOf(db, personId)])
      return { draft: draft && selfAssessmentFrom(draft, await knownSteps(db)), submitted: submitted && selfAssessmentFrom(submitted) }
    })
    return c.json(mine, 200)
  })

  app.openapi(pictureRoute, async (c) => {
    const { organizationId, personId } = c.get('caller')
    const picture = await readInOrganization(database, organizationId, async (db) => {
      const [submitted, evidence, before] = await Promise.all([newestSubmittedOf(db, personId), evidenceOf(db, personId), levelsBefore(db, personId)])
      return submitted && pictureFrom(submitted, evidence, before)
    })
    if (!picture) throw new Refusal('not-found')
    return c.json(picture, 200)
  })

  app.openapi(startRoute, async (c) => {
    const { organizationId, personId } = c.get('caller')
    const now = c.get('now')
    const command = { organizationId, personId, key: c.req.valid('header')['idempotency-key'], path: c.req.path, body: null, now }
    const started = await inOrganization(database, organizationId, async (trx) => {
      // Only the id is kept under the key: answers are to live in one place.
      const { body } = await once(trx, command, async () => ({ status: 201, body: await startSelfAssessment(trx, { organizationId, personId }, now) }))
      const assessment = await ownAssessment(trx, personId, body.selfAssessmentId)
      return assessment && selfAssessmentFrom(assessment, await knownSteps(trx))
    })
    if (!started) throw new Refusal('not-found')
    return c.json(started, 201)
  })

  app.openapi(answerRoute, async (c) => {
    const { organizationId, personId } = c.get('caller')
    const { selfAssessmentId, competencyId } = c.req.valid('param')
    const { level, sureness } = c.req.valid('json')
    const command = { organizationId, personId, selfAssessmentId, competencyId, level, sureness }
    await inOrganization(database, organizationId, (trx) => answerCompetency(trx, command, c.get('now')))
    return c.json({ competencyId, level, sureness }, 200)
  })

  app.openapi(submitRoute, async (c) => {
    const { organizationId, personId } = c.get('caller')
    const now = c.get('now')
    const { selfAssessmentId } = c.req.valid('param')
    const command = { organizationId, personId, key: c.req.valid('header')['idempotency-key'], path: c.req.path, body: null, now }
    const { body } = await inOrganization(database, organizationId, (trx) =>
      once(trx, command, async () => {
        const { submittedAt } = await submitSelfAssessment(trx, { organizationId, personId, selfAssessmentId }, now)
        return { status: 201, body: { selfAssessmentId, submittedAt: submittedAt.toISOString() } }
      }),
    )
    return c.json(body, 201)
  })
}

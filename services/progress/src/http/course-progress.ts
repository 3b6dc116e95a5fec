import { CardCompleted, CardCompletion, CourseProgress, Slug, TestedOut, TestOut } from '@handrail/contracts'
import { type App, answers, defineRoute, jsonBody, z } from '@handrail/http'
import { inOrganization, readAtOnce } from '@handrail/postgres'
import type { ProgressDeps } from '../app.ts'
import { courseInHand } from '../store/reads/course-progress.ts'
import { talkingPointsIn } from '../store/reads/talking-points.ts'
import { completeCardFast } from '../use-cases/complete-card.ts'
import { openCard } from '../use-cases/open-card.ts'
import { testOut } from '../use-cases/test-out.ts'

const course = z.object({ courseId: Slug })
const card = z.object({ courseId: Slug, cardId: Slug })

const readRoute = defineRoute({
  method: 'get',
  path: '/api/v1/course-progress/{courseId}',
  summary: 'How far I am in a course',
  request: { params: course },
  responses: { 200: answers('The version in hand and the cards done; no version before the first card', CourseProgress) },
})

const openRoute = defineRoute({
  method: 'post',
  path: '/api/v1/course-progress/{courseId}/openings/{cardId}',
  summary: 'I opened a card, today',
  request: { params: card },
  responses: { 204: { description: 'Noted' } },
})

const completeRoute = defineRoute({
  method: 'put',
  path: '/api/v1/course-progress/{courseId}/cards/{cardId}',
  summary: 'I completed a card; sending it again changes nothing',
  request: { params: card, body: jsonBody(CardCompletion) },
  responses: { 200: answers('How far I am now', CardCompleted) },
})

const testOutRoute = defineRoute({
  method: 'post',
  path: '/api/v1/course-progress/{courseId}/test-outs',
  summary: 'I can do this already: the answers to its check',
  description:
    'All right, and the course counts as finished with its check passed; sending it again changes nothing. Otherwise nothing is recorded, not even that I tried.',
  request: { params: course, body: jsonBody(TestOut) },
  responses: { 200: answers('Whether all of it was right', TestedOut) },
})

export const courseProgress = (app: App, { database }: ProgressDeps): void => {
  app.openapi(readRoute, async (c) => {
    const { organizationId, personId } = c.get('caller')
    const { courseId } = c.req.valid('param')
    const [inHand, talkingPoints] = await readAtOnce(database, organizationId, (db) =>
      Promise.all([courseInHand(db, personId, courseId), talkingPointsIn(db, personId, courseId)]),
    )
    const answer = {
      courseId,
      courseVersion: inHand?.course_version ?? null,
      cardsDone: inHand?.cards_done ?? [],
      finished: inHand?.finished_at != null,
      testedOut: inHand?.tested_out ?? false,
      talkingPoints,
    }
    return c.json(answer, 200)
  })

  app.openapi(openRoute, async (c) => {
    const { organizationId, personId } = c.get('caller')
    await inOrganization(database, organizationId, (trx) => openCard(trx, { organizationId, personId, ...c.req.valid('param') }, c.get('now')))
    return c.body(null, 204)
  })

  app.openapi(completeRoute, async (c) => {
    const { organizationId, personId } = c.get('caller')
    const { courseVersion, choiceIds } = c.req.valid('json')
    const command = { organizationId, personId, ...c.req.valid('param'), courseVersion, choiceIds }
    return c.json(await completeCardFast(database, command, c.get('now')), 200)
  })

  app.openapi(testOutRoute, async (c) => {
    const { organizationId, personId } = c.get('caller')
    const command = { organizationId, personId, ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await inOrganization(database, organizationId, (trx) => testOut(trx, command, c.get('now'))), 200)
  })
}

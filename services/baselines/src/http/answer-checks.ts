import { AnswerCheck, CheckChoice, Refusal, Slug, Uuid } from '@handrail/contracts'
import { type App, answers, defineRoute, jsonBody, z } from '@handrail/http'
import { inOrganization, readInOrganization } from '@handrail/postgres'
import type { Kysely } from 'kysely'
import type { BaselinesDeps } from '../app.ts'
import { answerCheckFrom, stepBeside } from '../domain/scenario-check.ts'
import { checkOf } from '../store/reads/scenario-checks.ts'
import { ownAssessment } from '../store/reads/self-assessments.ts'
import type { Tables } from '../tables.ts'
import { chooseInCheck } from '../use-cases/choose-in-check.ts'

const path = '/api/v1/self-assessments/{selfAssessmentId}/answers/{competencyId}/check'
const params = z.object({ selfAssessmentId: Uuid, competencyId: Slug })

const readRoute = defineRoute({
  method: 'get',
  path,
  summary: 'The two moments offered beside an answer',
  description: 'Offered where the answer decides a gap. Which choice is right is said once one was chosen.',
  request: { params },
  responses: { 200: answers('The scenario check', AnswerCheck) },
})

const chooseRoute = defineRoute({
  method: 'put',
  path: `${path}/{itemId}`,
  summary: 'Choose in one of the two moments',
  description: 'The first choice stays. Passing both is evidence of the level; not passing is told to nobody else and lowers nothing.',
  request: { params: params.extend({ itemId: Slug }), body: jsonBody(CheckChoice) },
  responses: { 200: answers('The scenario check afterwards', AnswerCheck) },
})

const read = async (db: Kysely<Tables>, personId: string, selfAssessmentId: string, competencyId: string): Promise<AnswerCheck> => {
  const assessment = await ownAssessment(db, personId, selfAssessmentId)
  const step = assessment && stepBeside(assessment, competencyId)
  const competency = assessment?.framework.competencies.find((each) => each.competencyId === competencyId)
  if (!step || !competency) throw new Refusal('not-found')
  const check = await checkOf(db, competencyId, step.version)
  return answerCheckFrom(check, step.toLevel, competency.name, assessment.checks[competencyId])
}

export const answerChecks = (app: App, { database }: BaselinesDeps): void => {
  app.openapi(readRoute, async (c) => {
    const { organizationId, personId } = c.get('caller')
    const { selfAssessmentId, competencyId } = c.req.valid('param')
    return c.json(await readInOrganization(database, organizationId, (db) => read(db, personId, selfAssessmentId, competencyId)), 200)
  })

  app.openapi(chooseRoute, async (c) => {
    const { organizationId, personId } = c.get('caller')
    const { selfAssessmentId, competencyId, itemId } = c.req.valid('param')
    const command = { organizationId, personId, selfAssessmentId, competencyId, itemId, choiceId: c.req.valid('json').choiceId }
    const check = await inOrganization(database, organizationId, async (trx) => {
      await chooseInCheck(trx, command, c.get('now'))
      return read(trx, personId, selfAssessmentId, competencyId)
    })
    return c.json(check, 200)
  })
}

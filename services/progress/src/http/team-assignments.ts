import { DryRun, IdsInQuery, Refusal, TeamAssigned, TeamAssignmentRequest, TeamProgress, Uuid } from '@handrail/contracts'
import { type App, answers, defineRoute, idempotencyHeader, jsonBody, requireRole, z } from '@handrail/http'
import { inOrganization, once, readAtOnce } from '@handrail/postgres'
import type { ProgressDeps } from '../app.ts'
import { mayManage } from '../domain/team-assignment.ts'
import { teamProgress } from '../store/reads/team-progress.ts'
import { assignPathToTeam } from '../use-cases/assign-path-to-team.ts'
import { undoTeamAssignment } from '../use-cases/undo-team-assignment.ts'
import { weighTeamAssignment } from '../use-cases/weigh-team-assignment.ts'
import { askerOf } from './asker.ts'

const dryRunRoute = defineRoute({
  method: 'post',
  path: '/api/v1/assignments/dry-runs',
  summary: 'What assigning a path to people of a team would do',
  request: { body: jsonBody(TeamAssignmentRequest) },
  responses: { 200: answers('Who, how many minutes, and the date that fits; nothing was changed', DryRun) },
})

const assignRoute = defineRoute({
  method: 'post',
  path: '/api/v1/assignments',
  summary: 'Assign a path to people of a team',
  request: { headers: idempotencyHeader, body: jsonBody(TeamAssignmentRequest) },
  responses: { 201: answers('The batch, which can be undone for ten minutes', TeamAssigned) },
})

const undoRoute = defineRoute({
  method: 'delete',
  path: '/api/v1/assignment-batches/{batchId}',
  summary: 'Undo an assignment within ten minutes; what was completed meanwhile stays',
  request: { params: z.object({ batchId: Uuid }) },
  responses: { 204: { description: 'Undone' } },
})

const People = IdsInQuery.optional().openapi({ type: 'string', description: 'At most 100 ids of members, joined by commas; all members without it.' })

const progressRoute = defineRoute({
  method: 'get',
  path: '/api/v1/team-progress/{teamId}',
  summary: 'How a team is moving, without any level',
  request: { params: z.object({ teamId: Uuid }), query: z.object({ people: People }) },
  responses: { 200: answers('Facts, people and what can still be undone', TeamProgress) },
})

export const teamAssignments = (app: App, { database }: ProgressDeps): void => {
  app.openapi(dryRunRoute, async (c) => {
    const caller = c.get('caller')
    requireRole(caller, 'manager', 'lead')
    const command = { organizationId: caller.organizationId, by: askerOf(caller), ...c.req.valid('json') }
    const { dryRun } = await inOrganization(database, caller.organizationId, (trx) => weighTeamAssignment(trx, command, c.get('now')))
    return c.json(dryRun, 200)
  })

  app.openapi(assignRoute, async (c) => {
    const caller = c.get('caller')
    requireRole(caller, 'manager', 'lead')
    const { organizationId, personId } = caller
    const body = c.req.valid('json')
    const now = c.get('now')
    const answer = await inOrganization(database, organizationId, (trx) =>
      once(trx, { organizationId, personId, key: c.req.valid('header')['idempotency-key'], path: c.req.path, body, now }, async () => ({
        status: 201,
        body: await assignPathToTeam(trx, { organizationId, by: askerOf(caller), ...body }, now),
      })),
    )
    return c.json(answer.body, 201)
  })

  app.openapi(undoRoute, async (c) => {
    const caller = c.get('caller')
    requireRole(caller, 'manager', 'lead')
    const command = { batchId: c.req.valid('param').batchId, by: askerOf(caller) }
    await inOrganization(database, caller.organizationId, (trx) => undoTeamAssignment(trx, command, c.get('now')))
    return c.body(null, 204)
  })

  app.openapi(progressRoute, async (c) => {
    const caller = c.get('caller')
    requireRole(caller, 'manager', 'lead')
    const { teamId } = c.req.valid('param')
    const { people } = c.req.valid('query')
    const asked = { teamId, personIds: people, askerId: caller.personId }
    const found = await readAtOnce(database, caller.organizationId, (db) => teamProgress(db, asked, c.get('now')))
    if (!found || !mayManage(found, askerOf(caller))) throw new Refusal('not-found')
    return c.json(found.progress, 200)
  })
}

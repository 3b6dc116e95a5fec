import { Names, PageQuery, PersonRow, ProtectedTime, pageOf, Refusal, Uuid } from '@handrail/contracts'
import { type App, answers, defineRoute, jsonBody, requireRole, z } from '@handrail/http'
import { inOrganization, readAtOnce } from '@handrail/postgres'
import type { PeopleDeps } from '../app.ts'
import { EVERYBODY } from '../domain/roles.ts'
import { isActive, listPeople, namesOf } from '../store/reads/people.ts'
import { manages } from '../store/reads/teams.ts'
import { setProtectedTime } from '../use-cases/set-protected-time.ts'

const Ids = z
  .string()
  .transform((ids) => ids.split(','))
  .pipe(z.array(Uuid).min(1).max(100))
  .openapi({ type: 'string', description: 'At most 100 ids, joined by commas.' })

const listRoute = defineRoute({
  method: 'get',
  path: '/api/v1/people',
  summary: 'The people of my organization, by name',
  request: { query: PageQuery.extend({ cursor: Uuid.optional() }) },
  responses: { 200: answers('A page of people', pageOf(PersonRow)) },
})

const namesRoute = defineRoute({
  method: 'get',
  path: '/api/v1/people/names',
  summary: 'Names of colleagues; ids that are not among them are left out',
  request: { query: z.object({ ids: Ids }) },
  responses: { 200: answers('The names', Names) },
})

const protectRoute = defineRoute({
  method: 'put',
  path: '/api/v1/people/{personId}/protected-time',
  summary: 'Release minutes a week for learning, or take them back',
  request: { params: z.object({ personId: Uuid }), body: jsonBody(ProtectedTime) },
  responses: { 200: answers('What is protected from now on', ProtectedTime) },
})

export const people = (app: App, { database }: PeopleDeps): void => {
  app.openapi(listRoute, async (c) => {
    const caller = c.get('caller')
    requireRole(caller, 'lead')
    const { cursor, limit } = c.req.valid('query')
    const found = await readAtOnce(database, caller.organizationId, (db) => listPeople(db, { organizationId: caller.organizationId, cursor, limit: limit + 1 }))
    const rows = found.slice(0, limit).map((row) => ({
      personId: row.person_id,
      name: row.name,
      roleProfile: row.role_profile,
      roles: row.roles ?? [...EVERYBODY],
      language: row.language,
      teams: row.teams,
      protectedMinutes: row.protected_minutes,
    }))
    return c.json({ rows, next: found.length > limit ? (rows.at(-1)?.personId ?? null) : null }, 200)
  })

  app.openapi(namesRoute, async (c) => {
    const { ids } = c.req.valid('query')
    const rows = await readAtOnce(database, c.get('caller').organizationId, (db) => namesOf(db, ids))
    return c.json({ names: rows.map((row) => ({ personId: row.person_id, name: row.name })) }, 200)
  })

  app.openapi(protectRoute, async (c) => {
    const caller = c.get('caller')
    requireRole(caller, 'manager', 'lead')
    const { personId } = c.req.valid('param')
    const { minutesPerWeek } = c.req.valid('json')
    const { organizationId } = caller
    await inOrganization(database, organizationId, async (trx) => {
      if (!(await isActive(trx, personId))) throw new Refusal('not-found')
      if (!caller.roles.includes('lead') && !(await manages(trx, caller.personId, personId))) throw new Refusal('not-allowed')
      await setProtectedTime(trx, { organizationId, personId, minutesPerWeek }, c.get('now'))
    })
    return c.json({ minutesPerWeek }, 200)
  })
}

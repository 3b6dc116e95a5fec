import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  AssignmentCompleted,
  AssignmentCreated,
  type AssignmentState,
  CohortChanged,
  type DataOf,
  HelpRequestAsked,
  type Language,
  MicroCourseCompletionRecorded,
  PersonJoined,
  type Role,
  RoleGranted,
  TeamChanged,
} from '@handrail/contracts'
import { receive } from '@handrail/events'
import type { Database } from '@handrail/postgres'
import { envelopeOf, type Stage, type StagedService } from '@handrail/testing'
import { v7 as uuidv7 } from 'uuid'
import { consumers } from '../src/consumers/index.ts'

const DAY = 86_400_000

/** Digests go out when a test asks for them. */
export const onRequestOnly = { DIGEST_CHECK_SECONDS: '86400' }

/** A Monday that is still to come, at 08:00 in Toronto or shortly after: people are known before it, as in real life. */
export const monday = (() => {
  const noon = new Date()
  noon.setUTCHours(14, 0, 0, 0)
  return new Date(noon.getTime() + (((8 - noon.getUTCDay()) % 7) + 7) * DAY)
})()
export const days = (count: number) => new Date(monday.getTime() + count * DAY)

/** People, as far as the mailer asks it: another service, so a small one stands in. Its keys are those of the stage. */
export const openPeople = async (stage: Stage) => {
  const known = new Map<string, { name: string; address: string; language: Language; timeZone: string }>()
  const people = { known, away: false, whenAsked: async () => {}, url: '', close: async () => {} }
  const server = createServer(async (request, response) => {
    if (request.url?.startsWith('/.well-known/')) {
      response.setHeader('content-type', 'application/json').end(await (await fetch(new URL(request.url, stage.peopleUrl))).text())
      return
    }
    let body = ''
    for await (const chunk of request) body += chunk
    const { personIds } = JSON.parse(body) as { personIds: string[] }
    await people.whenAsked()
    const isLetIn = request.url === '/internal/mail-addresses' && request.headers.authorization === 'Bearer the secret of the services, for tests only'
    response.statusCode = people.away || !isLetIn ? 503 : 200
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ people: personIds.flatMap((personId) => (known.has(personId) ? [{ personId, ...known.get(personId) }] : [])) }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  people.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  people.close = () => new Promise((resolve) => server.close(() => resolve()))
  return people
}
export type People = Awaited<ReturnType<typeof openPeople>>

const path = { pathId: 'safe-from-day-one', title: { en: 'Safe from day one', fr: 'En sécurité dès le premier jour' } }

/** An agency that tells notifications what a digest needs, as its services would. */
export const newAgency = (database: Database<any>, people: People) => {
  const organizationId = uuidv7()
  const hear = async (definition: Parameters<typeof envelopeOf>[0], aggregateId: string, data: unknown, version = 1, time = new Date()) => {
    const consumer = consumers.find(({ definitions }) => definitions.has(definition.type))
    if (!consumer) throw new Error(`Nobody hears ${definition.type}.`)
    await receive(database, consumer, JSON.stringify(envelopeOf(definition, { organizationId, aggregateId, version, time, data: data as never })))
  }
  const assignment = (personId: string, changes: Partial<AssignmentState> = {}): AssignmentState => ({
    ...AssignmentCreated.example,
    ...path,
    assignmentId: uuidv7(),
    personId,
    createdAt: days(-40).toISOString(),
    dueOn: null,
    finishOn: days(20).toISOString().slice(0, 10),
    ...changes,
  })
  return {
    organizationId,
    hear,
    assignment,
    join: async (
      name: string,
      { language = 'en', timeZone = 'America/Toronto', roles = ['learner'] }: { language?: Language; timeZone?: string; roles?: Role[] } = {},
    ) => {
      const personId = uuidv7()
      people.known.set(personId, { name, address: `${name.toLowerCase()}.${personId.slice(-8)}@agency.example`, language, timeZone })
      await hear(PersonJoined, personId, { ...PersonJoined.example, personId, language, timeZone })
      await hear(RoleGranted, personId, { personId, roles })
      return { personId, organizationId, roles }
    },
    assign: async (personId: string, changes: Partial<AssignmentState> = {}) => {
      const data = assignment(personId, changes)
      await hear(data.state === 'completed' ? AssignmentCompleted : AssignmentCreated, data.assignmentId, data)
    },
    form: (data: Partial<DataOf<typeof TeamChanged>>, teamId = uuidv7()) => hear(TeamChanged, teamId, { ...TeamChanged.example, teamId, ...data }),
    gather: (data: Partial<DataOf<typeof CohortChanged>>, cohortId = uuidv7()) =>
      hear(CohortChanged, cohortId, { ...CohortChanged.example, startsOn: days(-28).toISOString().slice(0, 10), cohortId, ...data }),
    finish: (personId: string, completedAt = new Date(), completionId = uuidv7()) =>
      hear(MicroCourseCompletionRecorded, completionId, {
        ...MicroCourseCompletionRecorded.example,
        completionId,
        personId,
        completedAt: completedAt.toISOString(),
      }),
    ask: (personId: string, championId: string | null, helpRequestId = uuidv7()) =>
      hear(HelpRequestAsked, helpRequestId, { ...HelpRequestAsked.example, helpRequestId, personId, championId }),
  }
}
export type Agency = ReturnType<typeof newAgency>

/** `POST /internal/digest-runs`, as an operator would. */
export const runDigests = async ({ url, env }: Pick<StagedService, 'url' | 'env'>, evenIfNotDue = false, secret = env.SERVICE_SECRET) => {
  const response = await fetch(`${url}/internal/digest-runs`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ evenIfNotDue }),
  })
  return { status: response.status, body: await response.json() }
}

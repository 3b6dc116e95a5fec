import type { Neighbour } from '@handrail/local'
import { vi } from 'vitest'
import { signedIn, type Visitor } from '../visitor.ts'

export const askers = ['learner', 'champion', 'manager', 'lead', 'author', 'network'] as const
export type Asker = (typeof askers)[number]
export const relations = ['own', 'team', 'other', 'elsewhere'] as const
export type Relation = (typeof relations)[number]
type Part = Asker | 'colleague' | 'outsider'

/** Somebody with one of everything that belongs to a person. */
export type Owner = {
  who: Visitor
  personId: string
  /** Of which they are a member, or which they manage. */
  teamId?: string
  /** A draft, and a moment beside one of its answers. */
  selfAssessmentId: string
  itemId: string
  helpRequestId: string
  /** A device of theirs, beside the one that asks. */
  sessionId: string
  invitationId?: string
  /** By which a path was assigned to them. */
  batchId?: string
  /** What nobody may read in an answer that is not meant for them. */
  words: readonly string[]
}
export type Cast = Record<Part, Owner>

/** Whose things an asker of each role asks for. */
export const ownerFor = (asker: Asker, relation: Relation): Part =>
  ({ own: asker, team: asker === 'learner' ? ('champion' as const) : ('learner' as const), other: 'colleague' as const, elsewhere: 'outsider' as const })[
    relation
  ]

export const course = 'messages-that-expose-nobody'
export const path = 'safe-from-day-one'
export const competency = 'protecting-client-information'
export const key = () => ({ 'idempotency-key': crypto.randomUUID() })

const said = async (who: Visitor, method: string, place: string, body?: unknown) => {
  const reply = await who.api(method, `/api/v1/${place}`, body, method === 'POST' ? key() : {})
  if (reply.status >= 300) throw new Error(`${method} ${place}: ${reply.status} ${reply.text}`)
  return reply.body
}
/** Until what happened at one service has arrived at the other. */
const arrived = <Value>(look: () => Promise<Value>) => vi.waitUntil(() => look().catch(() => undefined), { timeout: 20_000, interval: 100 })

const selfAssessed = async (who: Visitor) => {
  const first = await arrived(() => said(who, 'POST', 'self-assessments'))
  for (const { competencyId } of first.questions) await said(who, 'PUT', `self-assessments/${first.selfAssessmentId}/answers/${competencyId}`, { level: 4 })
  await said(who, 'POST', `self-assessments/${first.selfAssessmentId}/submission`)
  const { selfAssessmentId } = await said(who, 'POST', 'self-assessments')
  await said(who, 'PUT', `self-assessments/${selfAssessmentId}/answers/${competency}`, { level: 2 })
  const { items } = await said(who, 'GET', `self-assessments/${selfAssessmentId}/answers/${competency}/check`)
  return { selfAssessmentId: selfAssessmentId as string, itemId: items[0].itemId as string }
}

const finish = async (who: Visitor) => {
  const { courseVersion, cards } = await said(who, 'GET', `micro-courses/${course}?language=en`)
  for (const { cardId } of cards) await said(who, 'PUT', `course-progress/${course}/cards/${cardId}`, { courseVersion })
}

const owner = async (doors: { web: string; inbox: string }, agency: Neighbour, part: Asker | 'colleague', teamId?: string): Promise<Owner> => {
  const { address, personId } = agency[part]
  const who = await signedIn(doors.web, doors.inbox, address)
  await signedIn(doors.web, doors.inbox, address)
  const { sessions } = await said(who, 'GET', 'me/sessions')
  const question = `A question of ${part} at ${agency.key}`
  const { helpRequestId } = await arrived(() => said(who, 'POST', 'help-requests', { courseId: course, cardId: null, question }))
  const { selfAssessmentId, itemId } = await selfAssessed(who)
  await finish(who)
  const sessionId = sessions.find((session: { isThisOne: boolean }) => !session.isThisOne).sessionId
  return {
    who,
    personId,
    ...(teamId && { teamId }),
    selfAssessmentId,
    itemId,
    helpRequestId,
    sessionId,
    words: [address, `${part} of ${agency.name}`, question, selfAssessmentId, helpRequestId, sessionId],
  }
}

const assign = async (by: Visitor, of: Owner) => {
  const { batchId } = await arrived(() => said(by, 'POST', 'assignments', { teamId: of.teamId, pathId: path, personIds: [of.personId], dueOn: null }))
  of.batchId = batchId
}

/** The people of an agency in which everybody has one of everything, and one of another agency. */
export const openCast = async (doors: { web: string; inbox: string }, agency: Neighbour, elsewhere: Neighbour): Promise<Cast> => {
  const learner = await owner(doors, agency, 'learner', agency.teamId)
  const champion = await owner(doors, agency, 'champion', agency.teamId)
  const manager = await owner(doors, agency, 'manager', agency.teamId)
  const lead = await owner(doors, agency, 'lead')
  const author = await owner(doors, agency, 'author')
  const network = await owner(doors, agency, 'network')
  const colleague = await owner(doors, agency, 'colleague', agency.otherTeamId)
  const outsider = await owner(doors, elsewhere, 'colleague', elsewhere.otherTeamId)
  const otherManager = await signedIn(doors.web, doors.inbox, agency.otherManager.address)
  const strangeManager = await signedIn(doors.web, doors.inbox, elsewhere.otherManager.address)
  for (const [by, of] of [
    [manager.who, learner],
    [manager.who, champion],
    [otherManager, colleague],
    [strangeManager, outsider],
  ] as const)
    await assign(by, of)
  const cohort = { championId: champion.personId, personIds: [learner.personId], pathId: path, startsOn: '2030-01-07', weeks: 4 }
  await said(lead.who, 'POST', 'cohorts', cohort)
  for (const invited of [learner, manager, lead, author, network, colleague, outsider]) {
    invited.invitationId = await arrived(async () => (await said(invited.who, 'GET', 'learning/mine')).invitation.invitationId)
  }
  return { learner, champion, manager, lead, author, network, colleague, outsider }
}

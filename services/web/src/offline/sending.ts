/// <reference lib="dom" />
import { PERSON_HEADER } from './places.ts'
import { noteDone, putInQueue, queueOf, takeFromQueue, type Waiting } from './store.ts'
import { type Verdict, verdictOf } from './verdict.ts'

/** The name under which a browser with Background Sync calls the service worker when there is signal. */
export const SYNC = 'handrail-queue'
const PATIENCE_MS = 10_000

const requestOf = (waiting: Waiting): [path: string, init: RequestInit] => {
  const headers = { 'content-type': 'application/json', accept: 'application/json', [PERSON_HEADER]: waiting.personId }
  if (waiting.kind === 'card') {
    const { courseId, cardId, courseVersion, choiceIds } = waiting
    return [`/api/v1/course-progress/${courseId}/cards/${cardId}`, { method: 'PUT', headers, body: JSON.stringify({ courseVersion, choiceIds }) }]
  }
  if (waiting.kind === 'answer') {
    const { selfAssessmentId, competencyId, answer } = waiting
    return [`/api/v1/self-assessments/${selfAssessmentId}/answers/${competencyId}`, { method: 'PUT', headers, body: JSON.stringify(answer) }]
  }
  const { courseId, cardId, question } = waiting
  return [
    '/api/v1/help-requests',
    { method: 'POST', headers: { ...headers, 'idempotency-key': waiting.id }, body: JSON.stringify({ courseId, cardId, question }) },
  ]
}

const send = async (waiting: Waiting): Promise<Verdict> => {
  const [path, init] = requestOf(waiting)
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS)
  try {
    const answer = await fetch(path, { ...init, keepalive: true, redirect: 'manual', signal: patience.signal })
    // Whatever calls itself a success must be ours: a network that wants a password answers 200, too.
    const body = answer.headers.get('content-type')?.includes('json') ? await answer.json() : undefined
    if (answer.ok && body === undefined) return 'stop'
    if (answer.ok && waiting.kind === 'card') await noteDone(waiting.courseId, waiting.courseVersion, body.cardsDone ?? [])
    return verdictOf(answer.status, body?.code)
  } catch {
    return 'stop'
  } finally {
    clearTimeout(timer)
  }
}

const sendInOrder = async (personId: string) => {
  for (const waiting of await queueOf(personId)) {
    const verdict = await send(waiting)
    if (verdict === 'stop') return
    if (verdict !== 'later') await takeFromQueue(waiting.place)
  }
}

/**
 * Sends what one person has waiting, one after the other; true when nothing is left. Pages and the service worker send
 * one at a time; where there are no locks, the worst is that something is sent twice, which changes nothing.
 */
export const sendQueue = async (personId: string): Promise<boolean> => {
  const work = () => sendInOrder(personId)
  await (navigator.locks ? navigator.locks.request(SYNC, work) : work())
  return (await queueOf(personId)).length === 0
}

type Syncing = ServiceWorkerRegistration & { sync?: { register(tag: string): Promise<void> } }

/** Writes something down on this phone, and asks the browser to have it sent even when no page is open. */
export const keepForSending = async (waiting: Waiting, registration: Promise<ServiceWorkerRegistration | undefined>): Promise<void> => {
  await putInQueue(waiting)
  const asking = registration.then((known) => (known as Syncing | undefined)?.sync?.register(SYNC))
  asking.catch(() => {
    // Safari and Firefox have none: it is sent when a page is open.
  })
}

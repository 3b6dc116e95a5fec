/// <reference lib="dom" />
import { NO_SIGNAL } from './places.ts'
import { keepForSending, sendQueue } from './sending.ts'
import { keptFile, queueOf, readSettings, type Waiting } from './store.ts'

/** What is used of a service worker's scope; its library of types cannot stand beside that of pages. */
const scope = self as unknown as { registration: ServiceWorkerRegistration }

export type Handled = { request: Request; url: URL; event: { waitUntil(work: Promise<unknown>): void } }

export const PATIENCE_MS = 4_000

/** What waits of whoever's phone this is. */
export const waitingOf = async (): Promise<(Waiting & { place: number })[]> => {
  const { owner } = await readSettings()
  return owner ? queueOf(owner) : []
}

/** Writes down something done with no page open to do it. */
export const keep = (waiting: Waiting) => keepForSending(waiting, Promise.resolve(scope.registration))

const sleep = () => new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))
/** Sends what waits, for as long as somebody would wait for a page. */
export const trySending = (personId: string) => (navigator.onLine ? Promise.race([sendQueue(personId), sleep()]) : undefined)

const isBusy = (status: number) => status >= 500 || status === 429

/** The network's answer, or undefined when there is none in time, or none worth showing: who may keep it here does better. */
export const network = async (request: Request, patient: boolean): Promise<Response | undefined> => {
  if (!navigator.onLine) return undefined
  const late = new Promise<undefined>((resolve) => {
    if (!patient) setTimeout(resolve, PATIENCE_MS, undefined)
  })
  const asked = fetch(request).catch(() => undefined)
  const answer = await Promise.race([asked, late])
  return answer && isBusy(answer.status) && !patient ? undefined : answer
}

export const noSignal = async () => (await keptFile(NO_SIGNAL)) ?? Response.error()

/** A form of ours says so: nobody else's may have something done in this person's name. */
export const isOurs = ({ referrer }: Request) => referrer.startsWith(`${location.origin}/`)

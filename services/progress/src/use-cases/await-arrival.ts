import { type Database, readAtOnce } from '@handrail/postgres'
import { arrivalOf } from '../store/reads/arrivals.ts'
import type { Tables } from '../tables.ts'

/** The net for plans that another replica received. */
const POLL_MS = 150
/** A plan received here is announced just before its commit. */
const FIRST_LOOKS_MS = [2, 4, 8, 16, 32]

const waiting = new Map<string, Set<() => void>>()

/** Wakes whoever waits in this process for the plan of a self-assessment. */
export const announceArrival = (selfAssessmentId: string): void => {
  for (const wake of waiting.get(selfAssessmentId) ?? []) wake()
}

/** Ends after so long, or as soon as the arrival is announced or the asker is gone; says whether it was announced. */
const pause = (selfAssessmentId: string, ms: number, gone: AbortSignal): Promise<boolean> =>
  new Promise((resolve) => {
    const wakers = waiting.get(selfAssessmentId) ?? new Set()
    waiting.set(selfAssessmentId, wakers)
    const end = (announced: boolean) => {
      clearTimeout(timer)
      gone.removeEventListener('abort', leave)
      wakers.delete(wake)
      if (wakers.size === 0) waiting.delete(selfAssessmentId)
      resolve(announced)
    }
    const wake = () => end(true)
    const leave = () => end(false)
    const timer = setTimeout(leave, ms)
    wakers.add(wake)
    gone.addEventListener('abort', leave, { once: true })
  })

type AwaitArrival = { organizationId: string; personId: string; selfAssessmentId: string; waitMs: number; gone: AbortSignal }

/**
 * The assignment planned from a self-assessment, as soon as it is there; null at once when the plan has nothing to do,
 * and null when the time is over.
 */
export const awaitArrival = async (database: Database<Tables>, asked: AwaitArrival): Promise<string | null> => {
  const until = performance.now() + asked.waitMs
  let looks: number[] = []
  while (true) {
    const arrival = await readAtOnce(database, asked.organizationId, (db) => arrivalOf(db, asked))
    const left = until - performance.now()
    if (arrival || left <= 0 || asked.gone.aborted) return arrival?.assignment_id ?? null
    const announced = await pause(asked.selfAssessmentId, Math.min(looks.shift() ?? POLL_MS, left), asked.gone)
    if (announced) looks = [...FIRST_LOOKS_MS]
  }
}

import { AsyncLocalStorage } from 'node:async_hooks'
import { randomBytes } from 'node:crypto'

/** W3C Trace Context, and the event that caused what is being done. It follows a request through its events. */
export type Trace = { readonly traceparent: string; readonly causationId?: string }

const storage = new AsyncLocalStorage<Trace>()

export const currentTrace = () => storage.getStore()
export const withTrace = <Result>(trace: Trace, work: () => Result): Result => storage.run(trace, work)

const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/

/** The next span of the trace that `parent` (a `traceparent` header) belongs to; a new trace when there is none. */
export const continueTrace = (parent: string | undefined, causationId?: string): Trace => {
  const traceId = parent?.match(TRACEPARENT)?.[1] ?? randomBytes(16).toString('hex')
  const traceparent = `00-${traceId}-${randomBytes(8).toString('hex')}-01`
  return causationId ? { traceparent, causationId } : { traceparent }
}

/** The id that all log lines of one trace share. */
export const traceId = (trace: Trace) => trace.traceparent.slice(3, 35)

import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'

/** W3C Trace Context, and the event that caused what is being done. It follows a request through its events. */
export type Trace = { readonly traceparent: string; readonly causationId?: string }

const storage = new AsyncLocalStorage<Trace>()

export const currentTrace = () => storage.getStore()
export const withTrace = <Result>(trace: Trace, work: () => Result): Result => storage.run(trace, work)

const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/

/** `randomUUID` keeps random bits in store; asked for afresh for each request they cost more than its checks. */
const hex = (digits: 16 | 32) => randomUUID().replaceAll('-', '').slice(0, digits)

/** The next span of the trace that `parent` (a `traceparent` header) belongs to; a new trace when there is none. */
export const continueTrace = (parent: string | undefined, causationId?: string): Trace => {
  const traceId = parent?.match(TRACEPARENT)?.[1] ?? hex(32)
  const traceparent = `00-${traceId}-${hex(16)}-01`
  return causationId ? { traceparent, causationId } : { traceparent }
}

/** The id that all log lines of one trace share. */
export const traceId = (trace: Trace) => trace.traceparent.slice(3, 35)

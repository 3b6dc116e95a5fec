/** Where the server said no. Only `recipient` tells something about the person's mailbox. */
export type RefusalStage = 'connection' | 'sender' | 'recipient' | 'data' | 'message'

/**
 * How one attempt ended.
 * `accepted`: the server took the mail (250). `refused-for-now`: 4yz, try again later. `refused`: 5yz, do not try again.
 * `not-attempted`: nothing of the mail left, or the server refused the session; trying again is safe.
 * `unknown`: contact was lost once the mail was on its way (RFC 5321 §6.1); trying again could deliver it twice.
 * `code` is the reply code, `status` the enhanced one if given (RFC 3463), `reason` a short code: none holds an address.
 */
export type Outcome =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'refused-for-now'; readonly code: number; readonly status?: string; readonly stage: RefusalStage }
  | { readonly kind: 'refused'; readonly code: number; readonly status?: string; readonly stage: RefusalStage }
  | { readonly kind: 'not-attempted'; readonly reason: string; readonly code?: number }
  | { readonly kind: 'unknown'; readonly reason: string }

/** The fields of a nodemailer error that are read here. */
export interface SendError {
  readonly code?: string | undefined
  readonly originalCode?: string | undefined
  readonly command?: string | undefined
  readonly response?: string | undefined
  readonly responseCode?: number | undefined
}

/**
 * Reads a nodemailer error. The error alone does not tell a drop before the mail left from one after it, so
 * `dataStarted` does: whether the server answered DATA with 354 and bytes began to flow.
 */
export function outcomeOf(error: SendError, dataStarted: boolean): Outcome {
  const code = error.responseCode
  const answered = error.code === 'EENVELOPE' || error.code === 'EMESSAGE'
  const reason = error.originalCode ?? error.code ?? 'unexpected'
  if (dataStarted && error.code !== 'EMESSAGE') return { kind: 'unknown', reason }
  if (code !== undefined && code >= 400 && code < 500) return { kind: 'refused-for-now', code, ...whereAndWhy(error) }
  if (code !== undefined && code >= 500 && code < 600 && answered) return { kind: 'refused', code, ...whereAndWhy(error) }
  if (dataStarted) return { kind: 'unknown', reason }
  return { kind: 'not-attempted', reason, ...(code === undefined ? {} : { code }) }
}

function whereAndWhy(error: SendError): { stage: RefusalStage; status?: string } {
  const status = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})(?!\S)/.exec(error.response ?? '')?.[1]
  return { stage: stageOf(error), ...(status === undefined ? {} : { status }) }
}

function stageOf({ code, command, responseCode }: SendError): RefusalStage {
  // The server is closing: true at any stage, and about none of them (RFC 5321 §3.8).
  if (responseCode === 421) return 'connection'
  if (code === 'EMESSAGE') return 'message'
  if (command === 'MAIL FROM') return 'sender'
  if (command === 'RCPT TO') return 'recipient'
  return command === 'DATA' ? 'data' : 'connection'
}

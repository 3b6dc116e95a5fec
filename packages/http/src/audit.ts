import type { ProblemCode } from '@handrail/contracts'
import type { Logger } from 'pino'

type SecurityEvent = {
  event: 'sign-in' | 'sign-out' | 'devices-ended' | 'export' | 'erasure' | 'access' | 'limit' | 'other-site'
  outcome: 'done' | 'refused'
  /** Whose session, or whose account was tried; nobody's where it is not known. */
  who?: { organizationId: string; personId: string } | null | undefined
  /** Why it was refused. */
  reason?: ProblemCode
}

/**
 * Writes down what touches the safety of somebody's account: what, whose by id, and how it ended, beside the request id
 * of `log`. Ids are all there is room for: no name, no address, no word (infra/decisions/0011).
 */
export const audit = (log: Logger, { event, outcome, who, reason }: SecurityEvent): void => {
  const ids = who ? { organizationId: who.organizationId, personId: who.personId } : {}
  log.info({ event, outcome, ...ids, ...(reason && { reason }) }, 'security')
}

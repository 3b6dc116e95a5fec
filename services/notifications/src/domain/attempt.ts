export type DigestState = 'due' | 'sending' | 'sent' | 'nothing-to-say' | 'withheld' | 'lapsed' | 'failed' | 'unknown'

/** How one attempt ended, in the mailer's words; `unsafe`: a mail that must not be sent as it is. */
export type Ending = {
  kind: 'accepted' | 'refused-for-now' | 'refused' | 'not-attempted' | 'unknown' | 'unsafe'
  stage?: string
  code?: number
  status?: string
}

export type Aftermath = { state: 'sent' } | { state: 'due'; nextTryAt: Date } | { state: 'failed'; bounced: boolean } | { state: 'unknown' }

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** No attempt lasts as long: whatever is still `sending` then was cut off. */
export const ATTEMPT_LIMIT_MS = 15 * MINUTE
/** As many mails refused for the mailbox itself, and we stop writing to it. */
export const BOUNCES_BEFORE_SILENCE = 3

/** 1, 2, 4 … minutes, at most an hour. */
const backoff = (attempts: number): number => Math.min(2 ** (attempts - 1), 60) * MINUTE

/** Slower: somebody has to mend our sender or our standing, and until then every try is one more to refuse. */
const slowBackoff = (attempts: number): number => Math.min(2 ** (attempts - 1), 12) * HOUR

/** A "no" for good that concerns us as senders (RFC 3463: 5.7 is security or policy), and neither the mailbox nor the mail. */
const concernsUs = ({ stage, status }: Ending): boolean => (stage === 'recipient' ? /^5\.7\./.test(status ?? '') : stage !== 'message')

/** Never a second try unless the first was surely refused or never began (RFC 5321 §6.1). */
export const afterAttempt = (ending: Ending, attempts: number, now: Date): Aftermath => {
  switch (ending.kind) {
    case 'accepted':
      return { state: 'sent' }
    case 'refused-for-now':
    case 'not-attempted':
      return { state: 'due', nextTryAt: new Date(now.getTime() + backoff(attempts)) }
    case 'refused':
      if (concernsUs(ending)) return { state: 'due', nextTryAt: new Date(now.getTime() + slowBackoff(attempts)) }
      return { state: 'failed', bounced: ending.stage === 'recipient' }
    case 'unsafe':
      return { state: 'failed', bounced: false }
    case 'unknown':
      return { state: 'unknown' }
  }
}

/** Whether a claim is still this one, and not over: then what was composed under it is true enough to be sent. */
export const isHeld = (claimedUntil: Date, nextTryAt: Date, now: Date): boolean => nextTryAt.getTime() === claimedUntil.getTime() && now < claimedUntil

export type Mailbox = { bounceScore: number; suppressedAt: Date | null }

export const afterBounce = ({ bounceScore, suppressedAt }: Mailbox, now: Date): Mailbox => {
  const score = bounceScore + 1
  return { bounceScore: score, suppressedAt: suppressedAt ?? (score >= BOUNCES_BEFORE_SILENCE ? now : null) }
}
export const freshMailbox: Mailbox = { bounceScore: 0, suppressedAt: null }

import { describe, expect, it } from 'vitest'
import { afterAttempt, afterBounce, BOUNCES_BEFORE_SILENCE, freshMailbox, isHeld } from './attempt.ts'

const now = new Date('2026-11-02T13:00:00Z')

describe('after an attempt', () => {
  it('what was taken is sent', () => {
    expect(afterAttempt({ kind: 'accepted' }, 1, now)).toEqual({ state: 'sent' })
  })
  it.each(['refused-for-now', 'not-attempted'] as const)('%s is tried again, later each time, at most an hour later', (kind) => {
    const minutes = [1, 2, 3, 7, 20].map((attempts) => {
      const aftermath = afterAttempt({ kind }, attempts, now)
      return aftermath.state === 'due' && (aftermath.nextTryAt.getTime() - now.getTime()) / 60_000
    })
    expect(minutes).toEqual([1, 2, 4, 60, 60])
  })
  it('what may have arrived is never tried again', () => {
    expect(afterAttempt({ kind: 'unknown' }, 1, now)).toEqual({ state: 'unknown' })
  })
  it('only a refused mailbox counts against the mailbox', () => {
    expect(afterAttempt({ kind: 'refused', stage: 'recipient', status: '5.1.1' }, 1, now)).toEqual({ state: 'failed', bounced: true })
    expect(afterAttempt({ kind: 'refused', stage: 'recipient' }, 1, now)).toEqual({ state: 'failed', bounced: true })
    expect(afterAttempt({ kind: 'refused', stage: 'message', status: '5.7.1' }, 1, now)).toEqual({ state: 'failed', bounced: false })
    expect(afterAttempt({ kind: 'unsafe' }, 1, now)).toEqual({ state: 'failed', bounced: false })
  })
  it.each([{ stage: 'sender', status: '5.7.1' }, { stage: 'sender' }, { stage: 'connection' }, { stage: 'data' }, { stage: 'recipient', status: '5.7.606' }])(
    'a server that refuses us, not the mailbox, is asked again hours later: %j',
    (refusal) => {
      const hours = [1, 2, 3, 9].map((attempts) => {
        const aftermath = afterAttempt({ kind: 'refused', ...refusal }, attempts, now)
        return aftermath.state === 'due' && (aftermath.nextTryAt.getTime() - now.getTime()) / 3_600_000
      })
      expect(hours).toEqual([1, 2, 4, 12])
    },
  )
  it('after several bounces we fall silent, and remember since when', () => {
    let mailbox = freshMailbox
    for (let bounce = 1; bounce < BOUNCES_BEFORE_SILENCE; bounce++) mailbox = afterBounce(mailbox, now)
    expect(mailbox.suppressedAt).toBeNull()
    mailbox = afterBounce(mailbox, now)
    expect(afterBounce(mailbox, new Date('2027-01-04T13:00:00Z')).suppressedAt).toEqual(now)
  })
})

it('a claim is held until it is over or another one has taken its place', () => {
  const [before, until, later] = [new Date('2026-11-02T13:04:59Z'), new Date('2026-11-02T13:05:00Z'), new Date('2026-11-02T13:05:01Z')]
  expect([isHeld(until, until, before), isHeld(until, until, until), isHeld(until, later, before)]).toEqual([true, false, false])
})

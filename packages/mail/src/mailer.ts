import { createTransport, type NodemailerError } from 'nodemailer'
import { checkAddress, checkHeaders, checkLine, checkMessageId, unsubscribeHeaders } from './headers.ts'
import { type Outcome, outcomeOf } from './outcome.ts'
import { readSmtpUrl } from './smtp-url.ts'

export interface MailerOptions {
  /** `smtp://host:port` or `smtps://user:password@host:port`. */
  readonly smtpUrl: string
  /** `Handrail <no-reply@example.org>`, or an address alone. */
  readonly from: string
  /** Connections kept open; as many mails travel at once. 5 unless told. */
  readonly connections?: number
  readonly timeouts?: MailerTimeouts
}

/** In milliseconds. */
interface MailerTimeouts {
  /** From looking up the host to the end of its greeting and TLS. 30 s unless told. */
  readonly connect?: number
  /** Silence while waiting for a reply. 2 min unless told; RFC 5321 §4.5.3.2 allows a server 10 min after the last dot. */
  readonly reply?: number
  /** One mail from MAIL to its last reply, for a server that trickles. 5 min unless told. */
  readonly attempt?: number
}

export interface MailToSend {
  /** One plain address. */
  readonly to: string
  readonly subject: string
  readonly html: string
  readonly text: string
  /** `<local@domain>`, the same for every attempt of the same mail. */
  readonly messageId: string
  readonly headers?: Readonly<Record<string, string>>
  readonly listUnsubscribe?: { readonly url: string }
}

export interface Mailer {
  /**
   * Makes one attempt, never a second, and tells how it ended. Rejects with UnsafeMailError, before anything is sent, for
   * a line break in a header field, an address that is not one plain address, or a header that the mailer sets itself.
   */
  send(mail: MailToSend): Promise<Outcome>
  /**
   * Takes no more mail, waits for those on their way, and after `graceMs` (5 s unless told) gives up on them.
   * Every `send` that was pending gets its outcome before this resolves.
   */
  close(graceMs?: number): Promise<void>
}

interface Attempt {
  readonly controller: AbortController
  dataStarted: boolean
  deadline?: NodeJS.Timeout
}

/**
 * Opens a pool of SMTP connections, on first use. Logs nothing, and outcomes hold no address and no part of a mail.
 * Adds `Auto-Submitted: auto-generated` (RFC 3834 §5) and, if asked, one-click unsubscribing (RFC 8058).
 * Throws an Error for an SMTP address that does not parse, UnsafeMailError for a `from` that does not.
 */
export function createMailer({ smtpUrl, from, connections = 5, timeouts = {} }: MailerOptions): Mailer {
  checkAddress('from', /<([^<>]*)>$/.exec(checkLine('from', from))?.[1] ?? from)
  const transport = openPool(smtpUrl, connections, timeouts)
  const attempts = new Map<AbortSignal, Attempt>()
  const pending = new Set<Promise<Outcome>>()
  let closed = false

  // nodemailer reads a message only once DATA was answered with 354: from its first read a second try is unsafe.
  transport.use('stream', (mail, done) => {
    const attempt = mail.data.signal && attempts.get(mail.data.signal)
    mail.message.processFunc((message) => {
      if (attempt) {
        attempt.deadline = setTimeout(() => attempt.controller.abort(), timeouts.attempt ?? 300_000)
        message.once('resume', () => {
          attempt.dataStarted = true
        })
      }
      return message
    })
    done()
  })

  async function attemptOnce(message: ReturnType<typeof composed>): Promise<Outcome> {
    const attempt: Attempt = { controller: new AbortController(), dataStarted: false }
    const { signal } = attempt.controller
    attempts.set(signal, attempt)
    try {
      await transport.sendMail({ ...message, from, signal })
      return { kind: 'accepted' }
    } catch (error) {
      if (isNodemailerError(error)) return outcomeOf(error, attempt.dataStarted)
      if (!attempt.dataStarted && !closed) throw error
      return outcomeOf({ code: 'ECLOSED' }, attempt.dataStarted)
    } finally {
      clearTimeout(attempt.deadline)
      attempts.delete(signal)
    }
  }

  return {
    async send(mail) {
      const sending = attemptOnce(composed(mail))
      pending.add(sending)
      try {
        return await sending
      } finally {
        pending.delete(sending)
      }
    },
    async close(graceMs = 5_000) {
      closed = true
      transport.close()
      const giveUp = setTimeout(() => {
        for (const { controller } of attempts.values()) controller.abort()
      }, graceMs)
      await Promise.allSettled(pending)
      clearTimeout(giveUp)
    },
  }
}

// What nodemailer reports has a code; an error without one is a bug, or comes from the queue of a pool that was closed.
const isNodemailerError = (error: unknown): error is NodemailerError => error instanceof Error && 'code' in error && typeof error.code === 'string'

function openPool(smtpUrl: string, connections: number, { connect = 30_000, reply = 120_000 }: MailerTimeouts) {
  return createTransport({
    ...readSmtpUrl(smtpUrl),
    pool: true,
    maxConnections: connections,
    // One send is one attempt: the caller asks for consent before each, and counts them.
    maxRequeues: 0,
    connectionTimeout: connect,
    greetingTimeout: connect,
    dnsTimeout: connect,
    socketTimeout: reply,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}

function composed({ to, subject, html, text, messageId, headers = {}, listUnsubscribe }: MailToSend) {
  return {
    to: checkAddress('to', to),
    subject: checkLine('subject', subject),
    html,
    text,
    messageId: checkMessageId(messageId),
    headers: {
      ...checkHeaders(headers),
      'Auto-Submitted': 'auto-generated',
      ...(listUnsubscribe ? unsubscribeHeaders(listUnsubscribe.url) : {}),
    },
  }
}

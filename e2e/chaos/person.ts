import { setTimeout as sleep } from 'node:timers/promises'
import { type Reply, type Visitor, visitor } from '../visitor.ts'
import type { Attempt, Command, History, Outcome } from './history.ts'
import type { Stage } from './stage.ts'

const PATIENCE_MS = 12_000

/** The session's, and that of somebody who has asked for a code. */
const SECRET_COOKIE = /handrail(-signing-in)?$/

export type Who = { address: string; forwardedFor: string }

const outcomeOf = (status: number): Outcome => (status >= 200 && status < 300 ? 'done' : status >= 400 && status < 500 ? 'refused' : 'unknown')

/** Whoever waits for longer than this has given up, and does not know. */
const within = async (asked: Promise<Reply>): Promise<Reply> => {
  const waited = Promise.withResolvers<never>()
  const timer = setTimeout(() => waited.reject(new Error('No answer came.')), PATIENCE_MS)
  try {
    return await Promise.race([asked, waited.promise])
  } finally {
    clearTimeout(timer)
    asked.catch(() => {})
  }
}

/** A person at the public address, by the API, who goes on whatever happens. */
export const openPerson = (stage: Stage, history: History, { address, forwardedFor }: Who, isOver: () => boolean) => {
  let who: Visitor = visitor(stage.web)
  const from = { 'x-forwarded-for': forwardedFor }
  const me = { personId: '', organizationId: '', name: '', teamIds: [] as string[], managedTeams: [] as { teamId: string }[], roles: [] as string[] }
  /** What is another organization's, and must never be read here. */
  let forbidden: readonly string[] = []

  /** Sends, and keeps in mind the cookies that came back. */
  const send = async (asked: Promise<Reply>): Promise<Reply> => {
    const reply = await within(asked)
    for (const [name, value] of who.cookies) if (SECRET_COOKIE.test(name)) history.secrets.tokens.add(value)
    return reply
  }

  const look = (reply: Reply, where: string) => {
    const found = forbidden.find((word) => reply.text.includes(word))
    if (found) history.noteStrangeAnswer(`${address} read ${found} at ${where}`)
  }

  const read = async (path: string): Promise<any> => {
    history.countRead()
    try {
      const reply = await send(who.api('GET', `/api/v1/${path}`, undefined, from))
      look(reply, path)
      return reply.status === 200 ? reply.body : undefined
    } catch {
      return undefined
    }
  }

  /** One attempt of a command, noted. */
  const attempt = async (command: Command, method: string, path: string, body: unknown): Promise<Attempt> => {
    const begunAt = Date.now()
    const noted = { begunAt, endedAt: begunAt, outcome: 'unknown' as Outcome, status: 0, body: null as unknown }
    // Noted before it is answered: the run may end while it is on its way.
    command.attempts.push(noted)
    try {
      const reply = await send(who.api(method, `/api/v1/${path}`, body, { ...from, ...(command.key && { 'idempotency-key': command.key }) }))
      look(reply, path)
      Object.assign(noted, { outcome: outcomeOf(reply.status), status: reply.status, body: reply.body })
    } catch {
      // No answer: it stays unknown.
    }
    noted.endedAt = Date.now()
    return noted
  }

  const askForCode = async () => {
    const known = stage.mail.taken.length
    await send(who.post('/sign-in', { address }, from))
    const deadline = Date.now() + 12_000
    while (Date.now() < deadline) {
      const mail = stage.mail.taken.slice(known).findLast(({ to, messageId }) => to === address && messageId.startsWith('<sign-in'))
      const code = mail?.text.match(/\b(\d{3})\s?(\d{3})\b/)
      if (code) {
        history.secrets.codes.add(`${code[1]}${code[2]}`)
        return `${code[1]}${code[2]}`
      }
      await sleep(100)
    }
    return undefined
  }

  /** Five codes in ten minutes are all that an address gets, so there are few tries. */
  const signIn = async (): Promise<boolean> => {
    history.signIns.tried += 1
    try {
      who = visitor(stage.web)
      const code = await askForCode()
      if (!code || (await send(who.post('/sign-in/code', { code }, from))).status !== 303) return false
      const known = await read('me')
      if (!known) return false
      Object.assign(me, known, { organizationId: known.organization.organizationId })
      history.signIns.done += 1
      return true
    } catch {
      return false
    }
  }

  const signInAtLast = async () => {
    for (let tries = 0; tries < 4 && !isOver(); tries += 1) {
      if (await signIn()) return true
      await sleep(3_000)
    }
    return false
  }
  return {
    address,
    me,
    read,
    attempt,
    signInAtLast,
    mustNotRead: (words: readonly string[]) => {
      forbidden = words
    },
  }
}
export type Person = ReturnType<typeof openPerson>

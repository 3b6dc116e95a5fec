import { setTimeout as sleep } from 'node:timers/promises'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import type { Dice } from './dice.ts'
import { openProxy } from './proxy.ts'

/**
 * What can happen to one mail. `lost-250`: taken, and the answer never arrives; `drop`: lost after the 354 and not taken;
 * `hang`: silence after the last dot; `drop-early`: lost before the 354.
 */
const troubles = ['421', '450', '451', '550', '552', '554', 'drop-early', 'drop', 'hang', 'lost-250'] as const
export type MailTrouble = (typeof troubles)[number]
type TakenMail = { to: string; messageId: string; subject: string; text: string; begunAt: number }

const refusal = (code: string) => Object.assign(new Error(`${code} as the script has it`), { responseCode: Number(code) })
const isBeforeData = (trouble: MailTrouble) => ['450', '550', 'drop-early'].includes(trouble)
const HANG_MS = { least: 2_000, most: 8_000 }
/** An answer may be lost with a connection that ends so soon after it. */
const ANSWER_TRAVELS_MS = 2_000

/** The end of one mail, once its data may have come. `messageId`: as far as it was read. */
type End = { messageId?: string; answeredAt?: number }

/**
 * A real SMTP server that follows a seeded script. What it has taken is known here, whoever heard of it. What happens before or
 * at the 354 happens to sign-in mails as well; once their data came they are taken.
 */
export const openMailServer = async (dice: Dice) => {
  const taken: TakenMail[] = []
  const troubled = new Map<MailTrouble, number>()
  const sessions = new Map<string, { begunAt: number; trouble: MailTrouble | undefined }>()
  const ends = new Map<string, End>()
  const doubtful: End[] = []
  let chance = 0

  const note = (trouble: MailTrouble) => troubled.set(trouble, (troubled.get(trouble) ?? 0) + 1)

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onMailFrom(_address, session, done) {
      // Who goes on has heard how the mail before ended.
      ends.delete(session.id)
      sessions.set(session.id, { begunAt: Date.now(), trouble: dice.happens(chance) ? dice.one(troubles) : undefined })
      done()
    },
    onRcptTo(_address, session, done) {
      const trouble = sessions.get(session.id)?.trouble
      if (!trouble || !isBeforeData(trouble)) return done()
      note(trouble)
      if (trouble === 'drop-early') return road.reset()
      done(refusal(trouble))
    },
    async onData(stream, session, done) {
      const end: End = {}
      ends.set(session.id, end)
      const answer = (error?: Error) => {
        end.answeredAt = Date.now()
        done(error)
      }
      const { begunAt, trouble } = sessions.get(session.id) ?? { begunAt: Date.now(), trouble: undefined }
      // Whoever was killed in the middle of a mail has sent none.
      const mail = await simpleParser(stream).catch(() => undefined)
      if (!mail) return
      end.messageId = mail.messageId ?? ''
      const to = session.envelope.rcptTo.map(({ address }) => address).join(', ')
      const one = { to, messageId: mail.messageId ?? '', subject: mail.subject ?? '', text: `${mail.text}\n${mail.html || ''}`, begunAt }
      const isDigest = /^<(digest|answer)\./.test(one.messageId)
      if (isDigest) await sleep(dice.between(50, 400))
      if (!isDigest || !trouble) {
        taken.push(one)
        return answer()
      }
      note(trouble)
      if (trouble === 'hang') await sleep(dice.between(HANG_MS.least, HANG_MS.most))
      if (trouble === 'lost-250') taken.push(one)
      if (['hang', 'lost-250', 'drop'].includes(trouble)) return road.reset()
      answer(refusal(trouble))
    },
    onClose: ({ id }) => {
      const end = ends.get(id)
      ends.delete(id)
      if (end && (end.answeredAt === undefined || Date.now() - end.answeredAt < ANSWER_TRAVELS_MS)) doubtful.push(end)
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const address = server.server.address()
  if (!address || typeof address === 'string') throw new Error('The mail server has no port.')
  const road = await openProxy(() => [address.port])
  return {
    url: `smtp://127.0.0.1:${road.port}`,
    road,
    taken: taken as readonly TakenMail[],
    troubled: troubled as ReadonlyMap<MailTrouble, number>,
    /** Mails whose connection was lost after the 354, before whoever sent them surely knew what became of them; some were lost before their name was read. */
    inDoubt: () => ({
      messageIds: new Set(doubtful.flatMap(({ messageId }) => messageId ?? [])),
      nameless: doubtful.filter(({ messageId }) => messageId === undefined).length,
    }),
    /** How often a mail gets into trouble, 0 to 1. */
    misbehave: (often: number) => {
      chance = often
    },
    close: () => {
      road.close()
      return new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

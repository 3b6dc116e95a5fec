import { setTimeout as sleep } from 'node:timers/promises'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import type { Dice } from './dice.ts'
import { openProxy } from './proxy.ts'

/** What can happen to one mail. `lost-250`: taken, and the answer never arrives; `drop`: lost after the 354 and not taken. */
const troubles = ['421', '450', '451', '550', '552', '554', 'drop', 'lost-250'] as const
export type MailTrouble = (typeof troubles)[number]
type TakenMail = { to: string; messageId: string; subject: string; text: string; begunAt: number }

const refusal = (code: string) => Object.assign(new Error(`${code} as the script has it`), { responseCode: Number(code) })
const isAboutMailbox = (trouble: MailTrouble | undefined) => trouble === '450' || trouble === '550'

/** A real SMTP server that follows a seeded script. What it has taken is known here, whoever heard of it. Sign-in mails get through. */
export const openMailServer = async (dice: Dice) => {
  const taken: TakenMail[] = []
  const troubled = new Map<MailTrouble, number>()
  const sessions = new Map<string, { begunAt: number; trouble: MailTrouble | undefined }>()
  let chance = 0

  const note = (trouble: MailTrouble) => troubled.set(trouble, (troubled.get(trouble) ?? 0) + 1)

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onMailFrom(_address, session, done) {
      sessions.set(session.id, { begunAt: Date.now(), trouble: dice.happens(chance) ? dice.one(troubles) : undefined })
      done()
    },
    onRcptTo(_address, session, done) {
      const trouble = sessions.get(session.id)?.trouble
      if (!trouble || !isAboutMailbox(trouble)) return done()
      note(trouble)
      done(refusal(trouble))
    },
    async onData(stream, session, done) {
      const { begunAt, trouble } = sessions.get(session.id) ?? { begunAt: Date.now(), trouble: undefined }
      // Whoever was killed in the middle of a mail has sent none.
      const mail = await simpleParser(stream).catch(() => undefined)
      if (!mail) return
      const to = session.envelope.rcptTo.map(({ address }) => address).join(', ')
      const one = { to, messageId: mail.messageId ?? '', subject: mail.subject ?? '', text: `${mail.text}\n${mail.html || ''}`, begunAt }
      const isDigest = /^<(digest|answer)\./.test(one.messageId)
      if (isDigest) await sleep(dice.between(50, 400))
      if (!isDigest || !trouble) {
        taken.push(one)
        return done()
      }
      note(trouble)
      if (trouble === 'lost-250') taken.push(one)
      if (trouble === 'lost-250' || trouble === 'drop') return road.reset()
      done(refusal(trouble))
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

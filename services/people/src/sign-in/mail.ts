import { setTimeout as sleep } from 'node:timers/promises'
import type { Language } from '@handrail/contracts'
import { compileTemplate, createMailer, fill, type MailTemplate, type Outcome } from '@handrail/mail'
import { v7 as uuidv7 } from 'uuid'
import { mailFrame } from './mail-frame.ts'
import { type FarewellWords, farewellWords, type MailWords, mailWords } from './mail-words.ts'

type Values = { code: string; link: string }

const source = (language: Language, words: MailWords) =>
  mailFrame(
    language,
    words,
    `<mj-text font-size="36px" font-weight="600" letter-spacing="6px" color="#0b5f63">{{code}}</mj-text>
      <mj-text><p style="margin:0">${words.code}</p></mj-text>
      <mj-text><p style="margin:0">${words.orButton}</p></mj-text>
      <mj-button href="{{link}}" align="left" background-color="#0b5f63" color="#ffffff" font-size="16px" border-radius="10px" inner-padding="14px 22px">${words.button}</mj-button>
      <mj-text font-size="14px" color="#54646a"><p style="margin:0">${words.notYou}</p></mj-text>`,
  )

const farewellSource = (language: Language, words: FarewellWords) =>
  mailFrame(
    language,
    words,
    `<mj-text><p style="margin:0">${words.done}</p></mj-text>
      <mj-text><p style="margin:0">${words.stays}</p></mj-text>
      <mj-text><p style="margin:0">${words.thanks}</p></mj-text>
      <mj-text font-size="14px" color="#54646a"><p style="margin:0">${words.notYou}</p></mj-text>`,
  )

const compile = async (language: Language) => compileTemplate<Values>(source(language, mailWords[language]))
const compileFarewell = async (language: Language) => compileTemplate<Record<string, never>>(farewellSource(language, farewellWords[language]))

/** Waits between attempts, in milliseconds. Only a mail that surely was not taken is tried again. */
const PATIENCE_MS = [500, 2_000]
const mayTryAgain = (outcome: Outcome) => outcome.kind === 'not-attempted' || outcome.kind === 'refused-for-now'

export type SignInMail = { to: string; language: Language; code: string; token: string }

/** Sends the mail with the code and the button, and the last one; both tell how the last attempt ended. */
export const openSignInMails = (options: { smtpUrl: string; from: string; publicUrl: string }) => {
  const mailer = createMailer({ smtpUrl: options.smtpUrl, from: options.from, connections: 2 })
  let templates: Record<Language, MailTemplate<Values>> | undefined
  let isClosed = false
  const prepare = async () => {
    templates ??= { en: await compile('en'), fr: await compile('fr') }
    return templates
  }
  const send = async ({ to, language, code, token }: SignInMail): Promise<Outcome> => {
    const template = (await prepare())[language]
    const link = new URL('/sign-in/link', options.publicUrl)
    link.searchParams.set('token', token)
    const messageId = `<sign-in-${uuidv7()}@${link.hostname}>`
    const mail = { to, subject: mailWords[language].subject, messageId, ...fill(template, { code, link: link.toString() }) }
    let outcome = await mailer.send(mail)
    for (const pause of PATIENCE_MS) {
      if (isClosed || !mayTryAgain(outcome)) break
      await sleep(pause)
      outcome = await mailer.send(mail)
    }
    return outcome
  }
  /** One attempt: whoever asks tries again another time, and says when. */
  const sendFarewell = async ({ to, language, id }: { to: string; language: Language; id: string }): Promise<Outcome> => {
    const { hostname } = new URL(options.publicUrl)
    const mail = fill(await compileFarewell(language), {})
    return mailer.send({ to, subject: farewellWords[language].subject, messageId: `<farewell-${id}@${hostname}>`, ...mail })
  }
  const close = () => {
    isClosed = true
    return mailer.close()
  }
  return { prepare, send, sendFarewell, close }
}
export type SignInMails = ReturnType<typeof openSignInMails>

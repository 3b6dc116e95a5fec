import { setTimeout as sleep } from 'node:timers/promises'
import type { Language } from '@handrail/contracts'
import { compileTemplate, createMailer, fill, type MailTemplate, type Outcome } from '@handrail/mail'
import { v7 as uuidv7 } from 'uuid'
import { type MailWords, mailWords } from './mail-words.ts'

type Values = { code: string; link: string }

const source = (language: Language, words: MailWords) => `
<mjml lang="${language}">
  <mj-head>
    <mj-title>${words.subject}</mj-title>
    <mj-preview>${words.preview}</mj-preview>
    <mj-attributes>
      <mj-all font-family="system-ui, -apple-system, 'Segoe UI', Roboto, Arial, sans-serif" />
      <mj-text font-size="16px" line-height="1.5" color="#1d2a2b" />
    </mj-attributes>
  </mj-head>
  <mj-body background-color="#fbf8f3" width="480px">
    <mj-section padding="32px 16px"><mj-column background-color="#ffffff" border-radius="14px" padding="16px 8px">
      <mj-text><h1 style="margin:0;font-size:22px;font-weight:600">${words.title}</h1></mj-text>
      <mj-text font-size="36px" font-weight="600" letter-spacing="6px" color="#0b5f63">{{code}}</mj-text>
      <mj-text><p style="margin:0">${words.code}</p></mj-text>
      <mj-text><p style="margin:0">${words.orButton}</p></mj-text>
      <mj-button href="{{link}}" align="left" background-color="#0b5f63" color="#ffffff" font-size="16px" border-radius="10px" inner-padding="14px 22px">${words.button}</mj-button>
      <mj-text font-size="14px" color="#54646a"><p style="margin:0">${words.notYou}</p></mj-text>
    </mj-column></mj-section>
  </mj-body>
</mjml>`

const compile = async (language: Language) => compileTemplate<Values>(source(language, mailWords[language]))

/** Waits between attempts, in milliseconds. Only a mail that surely was not taken is tried again. */
const PATIENCE_MS = [500, 2_000]
const mayTryAgain = (outcome: Outcome) => outcome.kind === 'not-attempted' || outcome.kind === 'refused-for-now'

export type SignInMail = { to: string; language: Language; code: string; token: string }

/** Sends the mail with the code and the button; `send` tells how the last attempt ended. */
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
  const close = () => {
    isClosed = true
    return mailer.close()
  }
  return { prepare, send, close }
}

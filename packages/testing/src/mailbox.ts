import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

export type ReceivedMail = {
  to: string
  from: string
  subject: string
  text: string
  html: string
  /** One header's value as it stood in the mail, by lower-case name. */
  header(name: string): string | undefined
}

const addressesOf = (value: ParsedMail['to']) =>
  (Array.isArray(value) ? value : value ? [value] : []).flatMap((list) => list.value.map(({ address }) => address ?? ''))

const received = (mail: ParsedMail): ReceivedMail => ({
  to: addressesOf(mail.to).join(', '),
  from: addressesOf(mail.from).join(', '),
  subject: mail.subject ?? '',
  text: mail.text ?? '',
  html: mail.html || '',
  header: (name) => {
    const line = mail.headerLines.find(({ key }) => key === name)?.line
    return line
      ?.slice(line.indexOf(':') + 1)
      .replace(/\r?\n\s+/g, ' ')
      .trim()
  },
})

/** A real SMTP server that takes every mail. `mails()` are those received so far, oldest first. */
export const openMailbox = async (): Promise<{ url: string; mails(): ReceivedMail[]; close(): Promise<void> }> => {
  const taken: ReceivedMail[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _session, done) => {
      simpleParser(stream).then((mail) => {
        taken.push(received(mail))
        done()
      }, done)
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails: () => [...taken],
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

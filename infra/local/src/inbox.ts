import { join } from 'node:path'
import getPort from 'get-port'
import { MailDev } from 'maildev'

export type Inbox = { url: string; smtpUrl: string; stop(): Promise<void> }

/** A mail server that delivers to a web page and nowhere else, on 127.0.0.1 only; mails are kept in `dataFolder`. */
export const startInbox = async (options: { dataFolder: string; port?: number }): Promise<Inbox> => {
  const smtpPort = await getPort({ host: '127.0.0.1' })
  const port = options.port ?? (await getPort({ host: '127.0.0.1' }))
  const mailDev = new MailDev({
    ip: '127.0.0.1',
    webIp: '127.0.0.1',
    smtp: smtpPort,
    web: port,
    mailDirectory: join(options.dataFolder, 'inbox'),
    maxEmails: 2_000,
    silent: true,
  })
  await withoutAnnouncement(() => mailDev.start())
  return { url: `http://localhost:${port}`, smtpUrl: `smtp://127.0.0.1:${smtpPort}`, stop: () => mailDev.stop() }
}

/** MailDev prints its address whatever its settings say; where to look is printed once, by start. */
const withoutAnnouncement = async (start: () => Promise<unknown>) => {
  const { info } = console
  console.info = (...said: unknown[]) => (String(said[0]).startsWith('MailDev') ? undefined : info(...said))
  try {
    await start()
  } finally {
    console.info = info
  }
}

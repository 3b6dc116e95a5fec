import { once } from 'node:events'
import { relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { giveBackMemory } from './src/give-back.ts'
import { type Platform, startPlatform } from './src/platform.ts'
import { progressLines } from './src/progress-lines.ts'
import { StartProblem } from './src/start-problem.ts'

const help = `Starts Handrail on this machine: PostgreSQL, NATS, a mail inbox, the six services and the demo agency.

  pnpm start                  everything in as few processes as possible; data is kept in .handrail/
  pnpm start --processes      each service as a process of its own
  pnpm start --reset          deletes all data first
  pnpm start --no-demo        without the demo agency
  pnpm start --help           this

  PORT=4100                   the web front's port (4000); the mail inbox is 80 above
  INBOX_PORT=4200             the mail inbox's port
  POSTGRES_URL=postgres://…   an administrator's address of your PostgreSQL, in place of the embedded one
  NATS_URL=nats://…           your NATS server with JetStream
  SMTP_URL=smtp://…           your mail server: mails then really leave
  PUBLIC_URL, MAIL_FROM, LOG_LEVEL are handed to the services.
`

const dataFolder = process.env.HANDRAIL_DATA ?? resolve(import.meta.dirname, '../../.handrail')
const readablePath = relative(process.cwd(), dataFolder) || dataFolder

const optionsFrom = (args: string[]) => {
  try {
    return parseArgs({
      args: args.filter((arg) => arg !== '--'),
      allowNegative: true,
      options: {
        processes: { type: 'boolean', default: false },
        reset: { type: 'boolean', default: false },
        demo: { type: 'boolean', default: true },
        help: { type: 'boolean', default: false },
      },
    }).values
  } catch (cause) {
    throw new StartProblem(`${cause instanceof Error ? cause.message : cause} "pnpm start --help" lists what can be asked for.`, { cause })
  }
}

const portFrom = (variable: string, otherwise: number) => {
  const port = Number(process.env[variable] ?? otherwise)
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port
  throw new StartProblem(`${variable} should be a port from 1 to 65535, and is "${process.env[variable]}".`)
}

/** Aborted by the first signal. A second one, given by a person and not by a wrapper's echo, ends all at once. */
const untilAsked = () => {
  const asked = new AbortController()
  let firstAt = 0
  const onSignal = () => {
    if (asked.signal.aborted && Date.now() - firstAt > 700) {
      console.error('Stopped at once.')
      process.exit(130)
    }
    firstAt ||= Date.now()
    if (!asked.signal.aborted) console.error('\nStopping … (Ctrl-C again to stop at once)')
    asked.abort()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
  return asked.signal
}

const given = (names: readonly string[]) => Object.fromEntries(names.filter((name) => process.env[name]).map((name) => [name, process.env[name]]))

const sayWhere = ({ urls, personas }: Platform) => {
  const lines = [
    `\nHandrail is ready after ${(performance.now() / 1000).toFixed(1)} s.\n`,
    `  ${urls.web}   open this`,
    urls.inbox ? `  ${urls.inbox}   the mails it sends, sign-in codes among them` : `  Mails leave through ${new URL(urls.smtp).host}.`,
  ]
  if (personas.length > 0) lines.push('\nSign in as')
  for (const { name, about, email } of personas) lines.push(`  ${email.padEnd(34)} ${name}, ${about}`)
  lines.push(`\nLogs are in ${readablePath}/log. "pnpm digests" sends the weekly digests now. Ctrl-C stops everything.`)
  console.log(lines.join('\n'))
}

const main = async () => {
  const { processes, reset, demo, help: helpWanted } = optionsFrom(process.argv.slice(2))
  if (helpWanted) return console.log(help)
  const { POSTGRES_URL: postgresUrl, NATS_URL: natsUrl, SMTP_URL: smtpUrl } = process.env
  const web = portFrom('PORT', 4000)
  const ports = { web, inbox: portFrom('INBOX_PORT', web + 80) }
  const signal = untilAsked()
  const lines = progressLines()
  try {
    const platform = await startPlatform({
      dataFolder,
      ports,
      processes,
      demo,
      reset,
      servers: { ...(postgresUrl && { postgresUrl }), ...(natsUrl && { natsUrl }), ...(smtpUrl && { smtpUrl }) },
      environment: given(['PUBLIC_URL', 'MAIL_FROM', 'LOG_LEVEL', 'REQUESTS_PER_MINUTE']),
      onProgress: lines.show,
      onTrouble: (sentence) => console.error(sentence),
      signal,
    })
    lines.end()
    sayWhere(platform)
    void giveBackMemory(signal)
    if (!signal.aborted) await once(signal, 'abort')
    await platform.stop()
    console.error('Stopped. Everything is kept for the next start.')
  } catch (problem) {
    lines.end()
    if (!signal.aborted) throw problem
    console.error('Stopped before it was ready.')
  }
}

try {
  await main()
  process.exit(0)
} catch (problem) {
  const isExplained = problem instanceof StartProblem && process.env.LOG_LEVEL !== 'debug'
  console.error(isExplained ? `\n${problem.message}` : problem)
  process.exit(1)
}

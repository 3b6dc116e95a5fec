import { createMailer, type Mailer } from '@handrail/mail'
import { type Deps, type RunningService, readConfig, runService, type ServiceDefinition } from '@handrail/runtime'
import { migrations } from '../migrations/index.ts'
import { mountRoutes } from './app.ts'
import { Config } from './config.ts'
import { consumers } from './consumers/index.ts'
import { IN_FLIGHT, type RunRequest, runDigests } from './sending/run-digests.ts'
import type { Tables } from './tables.ts'

// A restore takes whoever wanted no mails off the list again.
export { noMail } from './domain/preferences.ts'
export { choosePreferences } from './use-cases/choose-preferences.ts'

type Post = { mailer: Mailer; isDraining: () => boolean }

const serviceWith = (post: () => Post, everySeconds: number): ServiceDefinition<Tables, Config> => {
  const run = (deps: Deps<Tables, Config>) => (request: RunRequest) => runDigests({ ...deps, ...post() }, request)
  return {
    name: 'notifications',
    migrations,
    consumers,
    mount: (app, deps) => mountRoutes(app, { ...deps, runDigests: run(deps) }),
    ticks: [{ everySeconds, run: async (deps) => void (await run(deps)({ evenIfNotDue: false })) }],
  }
}

/** For reading its routes; only a started service has a mailer. */
export const notifications = serviceWith(() => {
  throw new Error('Mails are sent by a service that was started.')
}, 60)

/** No reply of a mail server is waited for as long as `ATTEMPT_LIMIT_MS`, after which an attempt is in doubt. */
const timeouts = { connect: 20_000, reply: 60_000, attempt: 120_000 }

export const start = async (env: Record<string, string | undefined>, clock?: () => Date): Promise<RunningService> => {
  const config = readConfig(Config, 'notifications', env)
  const mailer = createMailer({ smtpUrl: config.SMTP_URL, from: config.MAIL_FROM, connections: IN_FLIGHT, timeouts })
  let draining = false
  const running = await runService(
    serviceWith(() => ({ mailer, isDraining: () => draining }), config.DIGEST_CHECK_SECONDS),
    config,
    clock,
  )
  return {
    ...running,
    stop: async () => {
      draining = true
      await mailer.close()
      await running.stop()
    },
  }
}

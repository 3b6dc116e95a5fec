import { type RunningService, readConfig, runService, type ServiceDefinition } from '@handrail/runtime'
import { migrations } from '../migrations/index.ts'
import { mountRoutes } from './app.ts'
import { Config } from './config.ts'
import { consumers } from './consumers/index.ts'
import { openSignIn, type SignIn } from './sign-in/index.ts'
import type { Tables } from './tables.ts'

// A restore erases again whom its backup brings back.
export { erasePerson } from './use-cases/erase-person.ts'

/** Each running service has its own sign-in, opened when first needed: describing the routes needs none. */
const definePeople = (): ServiceDefinition<Tables, Config> => {
  let opened: SignIn | undefined
  const signIn = (deps: Parameters<typeof openSignIn>[0]): SignIn => {
    opened ??= openSignIn(deps)
    return opened
  }
  return {
    name: 'people',
    migrations,
    consumers,
    mount: (app, deps) => mountRoutes(app, { ...deps, signIn: () => signIn(deps) }),
    prepare: (deps) => signIn(deps).prepare(),
    ticks: [
      { everySeconds: 300, run: (deps, now) => signIn(deps).clean(now) },
      { everySeconds: 60, run: (deps, now) => signIn(deps).sendFarewells(now) },
    ],
    close: async () => opened?.close(),
  }
}

export const people = definePeople()

export const start = (env: Record<string, string | undefined>, clock?: () => Date): Promise<RunningService> =>
  runService(definePeople(), readConfig(Config, 'people', env), clock)

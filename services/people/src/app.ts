import type { App } from '@handrail/http'
import type { Deps } from '@handrail/runtime'
import type { Config } from './config.ts'
import { mailAddresses } from './http/mail-addresses.ts'
import { me } from './http/me.ts'
import { myData } from './http/my-data.ts'
import { mySessions } from './http/my-sessions.ts'
import { organization } from './http/organization.ts'
import { people } from './http/people.ts'
import { signIn } from './http/sign-in.ts'
import { teams } from './http/teams.ts'
import type { SignIn } from './sign-in/index.ts'
import type { Tables } from './tables.ts'

export type PeopleDeps = Deps<Tables, Config> & { readonly signIn: () => SignIn }

export const mountRoutes = (app: App, deps: PeopleDeps): void => {
  me(app, deps)
  mySessions(app, deps)
  myData(app, deps)
  people(app, deps)
  teams(app, deps)
  organization(app, deps)
  signIn(app, deps)
  mailAddresses(app, deps)
}

import {
  IssuedToken,
  type Language,
  Me,
  type MeChange,
  MySessions,
  Names,
  OrganizationPage,
  PersonRow,
  type ProtectedTime,
  pageOf,
  SignedIn,
  type SignInCodeRequest,
  type SignInRequest,
  Team,
  TeamPeople,
  type TeamPeopleQuery,
  TokenRequest,
} from '@handrail/contracts'
import type { z } from 'zod'
import { type Asker, anonymously, caller, path, refused, withQuery } from './call.ts'

const NAMES_AT_ONCE = 100

export const peopleClient = (baseUrl: string) => {
  const people = caller('people', baseUrl)
  return {
    sendCode: (trace: Pick<Asker, 'traceparent'>, body: z.infer<typeof SignInCodeRequest>) =>
      people.tell(anonymously(trace), { method: 'POST', path: '/sign-in/codes', body }),
    signIn: (trace: Pick<Asker, 'traceparent'>, body: z.infer<typeof SignInRequest>) =>
      people.read(anonymously(trace), { method: 'POST', path: '/sign-in/sessions', body }, SignedIn),
    signOut: (trace: Pick<Asker, 'traceparent'>, session: string) =>
      people.tell(anonymously(trace), { method: 'DELETE', path: '/sign-in/sessions', body: { session } }),
    /** A cookie that is no session at all is refused like one that is over: one signs in again. */
    issueToken: async (trace: Pick<Asker, 'traceparent'>, session: string) => {
      const request = TokenRequest.safeParse({ session })
      if (!request.success) throw refused('sign-in-needed')
      return people.read(anonymously(trace), { method: 'POST', path: '/tokens', body: request.data }, IssuedToken)
    },
    me: (asker: Asker) => people.read(asker, { path: '/api/v1/me' }, Me),
    changeMe: (asker: Asker, change: z.infer<typeof MeChange>) => people.tell(asker, { method: 'PATCH', path: '/api/v1/me', body: change }),
    mySessions: (asker: Asker) => people.read(asker, { path: '/api/v1/me/sessions' }, MySessions),
    endSession: (asker: Asker, sessionId: string) => people.tell(asker, { method: 'DELETE', path: path`/api/v1/me/sessions/${sessionId}` }),
    endOtherSessions: (asker: Asker) => people.tell(asker, { method: 'DELETE', path: '/api/v1/me/sessions' }),
    myData: (asker: Asker) => people.pass(asker, '/api/v1/me/export'),
    eraseMe: (asker: Asker) => people.tell(asker, { method: 'POST', path: '/api/v1/me/erasure', body: { forGood: true } }),
    speak: (asker: Asker, language: Language) => people.tell(asker, { method: 'PATCH', path: '/api/v1/me', body: { language } }),
    team: (asker: Asker, teamId: string) => people.read(asker, { path: path`/api/v1/teams/${teamId}` }, Team),
    /** A page of a team's members by name, and what there is to say of all of them. */
    teamPeople: (asker: Asker, teamId: string, asked: Pick<z.infer<typeof TeamPeopleQuery>, 'words' | 'cursor'>) =>
      people.read(asker, { path: withQuery(path`/api/v1/teams/${teamId}/people`, asked) }, TeamPeople),
    protectTime: (asker: Asker, personId: string, time: z.infer<typeof ProtectedTime>) =>
      people.tell(asker, { method: 'PUT', path: path`/api/v1/people/${personId}/protected-time`, body: time }),
    /** Names by id; empty for nobody. */
    names: async (asker: Asker, personIds: readonly string[]): Promise<ReadonlyMap<string, string>> => {
      const ids = [...new Set(personIds)]
      const batches = Array.from({ length: Math.ceil(ids.length / NAMES_AT_ONCE) }, (_, index) => ids.slice(index * NAMES_AT_ONCE, (index + 1) * NAMES_AT_ONCE))
      const answers = await Promise.all(batches.map((batch) => people.read(asker, { path: `/api/v1/people/names?ids=${batch.join(',')}` }, Names)))
      return new Map(answers.flatMap(({ names }) => names.map(({ personId, name }) => [personId, name] as const)))
    },
    organization: (asker: Asker) => people.read(asker, { path: '/api/v1/organization' }, OrganizationPage),
    everybody: (asker: Asker, cursor: string | undefined) =>
      people.read(asker, { path: `/api/v1/people?${new URLSearchParams({ limit: '25', ...(cursor ? { cursor } : {}) })}` }, pageOf(PersonRow)),
  }
}

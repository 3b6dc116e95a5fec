import { IssuedToken, type Language, Me, MeChange, SignedIn, type SignInCodeRequest, type SignInRequest } from '@handrail/contracts'
import type { z } from 'zod'
import { anonymously, type Asker, caller } from './call.ts'

export const peopleClient = (baseUrl: string) => {
  const people = caller('people', baseUrl)
  return {
    sendCode: (trace: Pick<Asker, 'traceparent'>, body: z.infer<typeof SignInCodeRequest>) =>
      people.tell(anonymously(trace), { method: 'POST', path: '/sign-in/codes', body }),
    signIn: (trace: Pick<Asker, 'traceparent'>, body: z.infer<typeof SignInRequest>) =>
      people.read(anonymously(trace), { method: 'POST', path: '/sign-in/sessions', body }, SignedIn),
    signOut: (trace: Pick<Asker, 'traceparent'>, session: string) =>
      people.tell(anonymously(trace), { method: 'DELETE', path: '/sign-in/sessions', body: { session } }),
    issueToken: (trace: Pick<Asker, 'traceparent'>, session: string) =>
      people.read(anonymously(trace), { method: 'POST', path: '/tokens', body: { session } }, IssuedToken),
    me: (asker: Asker) => people.read(asker, { path: '/api/v1/me' }, Me),
    changeMe: (asker: Asker, change: z.infer<typeof MeChange>) => people.tell(asker, { method: 'PATCH', path: '/api/v1/me', body: change }),
    speak: (asker: Asker, language: Language) => people.tell(asker, { method: 'PATCH', path: '/api/v1/me', body: { language } }),
  }
}

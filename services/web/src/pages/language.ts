import { Language } from '@handrail/contracts'
import { Hono } from 'hono'
import type { PageDeps } from '../app.tsx'
import { LANGUAGE, writeCookie } from '../edge/cookies.ts'
import { keep } from '../edge/kept.ts'
import { localPath } from '../edge/local-path.ts'
import type { Env } from '../edge/visit.ts'

const YEAR_SECONDS = 365 * 24 * 3_600

/** Where a language switch may lead back to: any page of ours, and the steps of signing in. */
const wayBack = (to: string | undefined) => localPath(to) ?? (to && /^\/sign-in(\/code|\/link\?token=[\w.~-]+|\?next=[\w%.~-]+)?$/.test(to) ? to : '/')

/** Switching keeps the place, and what stood in the form there. */
export const languagePages = ({ config, clients, sessions }: PageDeps) => {
  const pages = new Hono<Env>()
  pages.post('/language', async (c) => {
    const { visit } = c.var
    const fields = new URLSearchParams(await c.req.text())
    const language = Language.safeParse(fields.getAll('language').at(-1))
    const to = wayBack(c.req.query('to'))
    if (!language.success) return c.redirect(to, 303)
    writeCookie(c, config, LANGUAGE, language.data, YEAR_SECONDS)
    if (visit.session) {
      await clients.people.speak(visit, language.data)
      sessions.forgetMe(visit.session)
    }
    fields.delete('language')
    if ([...fields].length > 0) keep(c, config, to, fields)
    return c.redirect(to, 303)
  })
  return pages
}

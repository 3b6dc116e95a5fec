import { createHash } from 'node:crypto'
import { type Context, Hono } from 'hono'
import type { Assets } from '../assets.ts'
import type { Env, SignedInVisit } from '../edge/visit.ts'

/** Renders pages for a phone to keep: as they are, in a request of their own that never leaves this process. */
export const renderer =
  (visit: SignedInVisit, assets: Assets) =>
  async (place: string, show: (c: Context<Env>) => Response | Promise<Response>): Promise<[place: string, html: string]> => {
    const paper = new Hono<Env>()
    paper.use(async (c, next) => {
      c.set('visit', { ...visit, place })
      c.set('assets', assets)
      await next()
    })
    paper.get('*', show)
    return [place, await (await paper.request(place)).text()]
  }

/** The style sheets, islands and drawings that pages name. */
export const filesIn = (assets: Assets, pages: readonly string[]): string[] =>
  [...assets.byPath.keys()].filter((path) => pages.some((page) => page.includes(path)))

/** Changes with any of our files, so that pages kept from before are fetched again. */
export const madeFrom = (assets: Assets): string =>
  createHash('sha256')
    .update([...assets.byPath.keys()].join())
    .digest('base64url')
    .slice(0, 8)

import type { Context } from 'hono'
import { z } from 'zod'
import type { Config } from '../config.ts'
import { ANSWERS, dropCookie, readCookie, writeCookie } from './cookies.ts'

const MOST_BYTES = 3_000

/** As it stands in the cookie, into which whoever holds it may write. */
const Cookie = z.tuple([z.string(), z.array(z.tuple([z.string(), z.string()]))])
type Kept = { courseId: string; cards: [cardId: string, fields: string][] }

const encoded = (kept: Kept) => Buffer.from(JSON.stringify([kept.courseId, kept.cards])).toString('base64url')

const read = (c: Context, config: Config): Kept | null => {
  const value = readCookie(c, config, ANSWERS)
  if (!value) return null
  try {
    const [courseId, cards] = Cookie.parse(JSON.parse(Buffer.from(value, 'base64url').toString()))
    return { courseId, cards }
  } catch {
    return null
  }
}

/**
 * What somebody answered on the cards of the course in their hand, so that going back finds it: in a cookie that ends
 * with the browser, without JavaScript and on any replica. Of a long course the earliest answers give way.
 */
export const keepAnswers = (c: Context, config: Config, { courseId, cardId }: { courseId: string; cardId: string }, fields: URLSearchParams): void => {
  const before = read(c, config)
  const others = before?.courseId === courseId ? before.cards.filter(([id]) => id !== cardId) : []
  const cards: Kept['cards'] = [...others, [cardId, fields.toString()]]
  while (cards.length > 1 && encoded({ courseId, cards }).length > MOST_BYTES) cards.shift()
  const value = encoded({ courseId, cards })
  if (value.length <= MOST_BYTES) writeCookie(c, config, ANSWERS, value)
}

export const keptAnswers = (c: Context, config: Config, { courseId, cardId }: { courseId: string; cardId: string }): URLSearchParams | null => {
  const kept = read(c, config)
  const [, fields] = (kept?.courseId === courseId ? kept.cards.find(([id]) => id === cardId) : undefined) ?? []
  return fields === undefined ? null : new URLSearchParams(fields)
}

export const forgetAnswers = (c: Context, config: Config) => {
  if (readCookie(c, config, ANSWERS)) dropCookie(c, config, ANSWERS)
}

import { TeamPeopleQuery } from '@handrail/contracts'
import type { Context } from 'hono'

/** Which of a team's people: parts of a name, and how many stand before the page. */
export type Asked = { words: string; cursor: number }

/** What nobody could have chosen on the page is left out, so that an old link still leads somewhere. */
export const askedOf = (c: Context): Asked => ({
  words: (c.req.query('words') ?? '').trim().slice(0, 100),
  cursor: TeamPeopleQuery.shape.cursor.safeParse(c.req.query('cursor') || undefined).data ?? 0,
})

/** The address of a team, or of something below it, that keeps the page of people somebody is on. */
export const teamAddress = (teamId: string, { words, cursor }: Asked, below = '', more: Record<string, string> = {}): string => {
  const query = new URLSearchParams({ ...more, ...(words && { words }), ...(cursor > 0 && { cursor: String(cursor) }) }).toString()
  return `/teams/${teamId}${below}${query && `?${query}`}`
}

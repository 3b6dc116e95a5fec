import { expect } from 'vitest'
import type { Reply, Visitor } from './visitor.ts'

/** How the program is made, which no answer tells. */
export const innards = /node_modules|\bat [\w.<>]+ \(|\.tsx?:\d+|PostgresError|ZodError|SyntaxError/

/** Refused as RFC 9457 has it, with a code that tells why and nothing of how the program is made. */
export const expectProblem = (reply: Reply, status: number, code?: string) => {
  expect({ status: reply.status, code: reply.body?.code }).toEqual({ status, code: code ?? reply.body?.code })
  expect(reply.headers['content-type']).toBe('application/problem+json')
  expect(reply.body).toMatchObject({ status, title: expect.stringMatching(/\w/), type: expect.stringContaining(reply.body.code) })
  expect(reply.text).not.toMatch(innards)
}

/** A page for people, with a heading and a way on, that no script or style was put into. */
export const expectPage = (reply: Reply, status: number) => {
  expect(reply.status).toBe(status)
  expect(reply.headers['content-type']).toBe('text/html; charset=utf-8')
  expect(reply.text).toMatch(/<h1/)
  expect(reply.text).not.toMatch(innards)
  const policy = String(reply.headers['content-security-policy'])
  for (const rule of ["default-src 'none'", "script-src 'self'", "style-src 'self'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"])
    expect(policy).toContain(rule)
  expect(policy).not.toContain('unsafe')
  expect(reply.text).not.toMatch(/<style|<script(?![^>]* src="\/assets\/)/)
  // Within quotes it is text.
  expect(reply.text.replaceAll(/="[^"]*"/g, '=""')).not.toMatch(/<[^>]+\s(style|on[a-z]+)=/)
}

const own = ['me', 'learning/mine', 'help-requests/mine', 'consents', 'preferences', 'self-assessments/mine', 'plans/mine']

/** All that the API tells somebody of what is theirs. */
const readAll = (who: Visitor) =>
  Promise.all(
    own.map(async (path) => {
      const { status, body } = await who.api('GET', `/api/v1/${path}`)
      return { path, status, body: { ...body, requestId: undefined } }
    }),
  )

/** Whatever is tried, all that belongs to somebody is afterwards as it was before. */
export const expectUnchanged = async (who: Visitor, attempt: () => Promise<unknown>) => {
  const before = await readAll(who)
  await attempt()
  expect(await readAll(who)).toEqual(before)
}

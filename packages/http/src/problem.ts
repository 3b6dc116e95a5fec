import { type Problem, type ProblemCode, problems, Refusal } from '@handrail/contracts'
import { isInputFault, isOutage } from '@handrail/postgres'
import type { Context, ErrorHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { z } from 'zod'
import type { AppEnv } from './app.ts'
import { audit } from './audit.ts'

const TYPE = 'https://handrail.example/problems/'

/** Answers with RFC 9457 problem+json. Only this module does. */
export const answerProblem = (c: Context<AppEnv>, code: ProblemCode, more: Pick<Problem, 'facts' | 'errors'> = {}): Response => {
  const { status, title } = problems[code]
  const body: Problem = { type: `${TYPE}${code}`, title, status, code, requestId: c.get('requestId'), ...more }
  return c.body(JSON.stringify(body), status as ContentfulStatusCode, { 'content-type': 'application/problem+json', 'cache-control': 'no-store' })
}

const escapePointer = (part: PropertyKey) => String(part).replaceAll('~', '~0').replaceAll('/', '~1')

/** What zod refused, as JSON pointers (RFC 6901). */
export const pointersOf = (error: z.ZodError) =>
  error.issues.map((issue) => ({ pointer: `/${issue.path.map(escapePointer).join('/')}`, detail: issue.message }))

/** The one place where a thrown error becomes an answer. An unknown error's message never leaves the service. */
export const renderError: ErrorHandler<AppEnv> = (error, c) => {
  if (error instanceof Refusal) {
    const isDenied = [403, 404].includes(problems[error.code].status)
    const who = c.get('caller')
    if (who && isDenied) audit(c.get('log'), { event: 'access', outcome: 'refused', who, reason: error.code })
    const facts = Object.keys(error.facts).length > 0 ? { facts: { ...error.facts } } : {}
    return answerProblem(c, error.code, facts)
  }
  if (error instanceof HTTPException && error.status === 400) return answerProblem(c, 'body-unreadable')
  if (error instanceof HTTPException && error.status === 415) return answerProblem(c, 'content-type-not-json')
  if (isInputFault(error)) return answerProblem(c, 'input-invalid')
  if (isOutage(error)) {
    c.get('log').warn({ reason: String(error) }, 'a dependency is away')
    return answerProblem(c, 'service-unavailable')
  }
  c.get('log').error({ err: error }, 'unexpected')
  return answerProblem(c, 'unexpected')
}

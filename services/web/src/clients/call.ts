import { Problem, type ProblemCode, problems, type ServiceName } from '@handrail/contracts'
import { type Dispatcher, request } from 'undici'
import type { z } from 'zod'

/** Who asks: a signed-in person's token, and the trace this request belongs to. */
export type Asker = { token: () => Promise<string>; traceparent: string }

/** For what is asked on nobody's behalf. */
export const anonymously = ({ traceparent }: Pick<Asker, 'traceparent'>) => ({ traceparent })

/** A service said no. */
export class ServiceRefused extends Error {
  readonly problem: Problem
  constructor(service: ServiceName | 'web', problem: Problem) {
    super(`${service} answered ${problem.status} ${problem.code}`)
    this.name = 'ServiceRefused'
    this.problem = problem
  }
}

/** A refusal for which no service need be asked. */
export const refused = (code: ProblemCode) =>
  new ServiceRefused('web', { type: 'about:blank', title: problems[code].title, status: problems[code].status, code })

/** A service did not answer, or answered something that is not the contract. */
export class ServiceAway extends Error {
  readonly service: ServiceName
  constructor(service: ServiceName, cause: unknown) {
    super(`${service} did not answer`, { cause })
    this.name = 'ServiceAway'
    this.service = service
  }
}

type Request = {
  path: string
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  body?: unknown
  idempotencyKey?: string
  /** For long polls: how long the service may hold the answer back. */
  waitSeconds?: number
}

/**
 * A path with values put in. They come from addresses and forms that anybody can type: with one that is neither an id nor a
 * token it leads nowhere (and is empty), so that no `..` reaches another endpoint. The caller refuses it, and not this:
 * thrown here, in the middle of a Promise.all, it would leave those that had begun without anybody to catch them.
 */
export const path = (parts: TemplateStringsArray, ...values: readonly string[]): string =>
  values.every((value) => /^[\w~.-]{1,400}$/.test(value) && !/^\.+$/.test(value)) ? String.raw({ raw: parts }, ...values) : ''

/** The same path with a query; where the path leads nowhere, so does this. */
export const withQuery = (to: string, query: Record<string, string | number>): string =>
  to && `${to}?${new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))}`

type Body = Dispatcher.ResponseData['body']

const PATIENCE_MS = 10_000

const refusal = (service: ServiceName, status: number, text: string) => {
  try {
    return new ServiceRefused(service, Problem.parse(JSON.parse(text)))
  } catch (cause) {
    if (status >= 500) return new ServiceAway(service, cause)
    return new ServiceRefused(service, { type: 'about:blank', title: '', status, code: status === 404 ? 'not-found' : 'unexpected' })
  }
}

/** Calls one service. The answer is parsed by its contract; a refusal or an outage is thrown. */
export const caller = (service: ServiceName, baseUrl: string) => {
  const ask = async <Answer>(asker: Partial<Asker>, asked: Request, take: (body: Body) => Promise<Answer>): Promise<Answer> => {
    if (!asked.path.startsWith('/')) throw refused('not-found')
    const headers: Record<string, string> = { accept: 'application/json' }
    if (asker.token) headers.authorization = `Bearer ${await asker.token()}`
    if (asker.traceparent) headers.traceparent = asker.traceparent
    if (asked.body !== undefined) headers['content-type'] = 'application/json'
    if (asked.idempotencyKey) headers['idempotency-key'] = asked.idempotencyKey
    const patience = PATIENCE_MS + (asked.waitSeconds ?? 0) * 1_000
    let status: number
    let wrong = ''
    try {
      // `fetch` took more than a third of a page's time here; `request`, of the same library, takes half as much.
      const answer = await request(baseUrl + asked.path, {
        method: asked.method ?? 'GET',
        headers,
        ...(asked.body === undefined ? {} : { body: JSON.stringify(asked.body) }),
        headersTimeout: patience,
        bodyTimeout: patience,
      })
      status = answer.statusCode
      if (status >= 200 && status < 300) return await take(answer.body)
      wrong = await answer.body.text()
    } catch (cause) {
      throw new ServiceAway(service, cause)
    }
    throw refusal(service, status, wrong)
  }
  const send = (asker: Partial<Asker>, asked: Request) => ask(asker, asked, (body) => body.text())

  return {
    read: async <Schema extends z.ZodType>(asker: Partial<Asker>, asked: Request, schema: Schema): Promise<z.infer<Schema>> => {
      const text = await send(asker, asked)
      try {
        return schema.parse(JSON.parse(text))
      } catch (cause) {
        throw new ServiceAway(service, cause)
      }
    },
    /** For what goes on to the person as it comes, unread. */
    pass: (asker: Asker, path: string): Promise<AsyncIterable<Uint8Array>> => ask(asker, { path }, async (body) => body),
    /** For commands whose answer says nothing. */
    tell: async (asker: Partial<Asker>, asked: Request): Promise<void> => {
      await send(asker, asked)
    },
  }
}

/** Null where a service says there is nothing. */
export const orNull = async <Answer>(answer: Promise<Answer>): Promise<Answer | null> => {
  try {
    return await answer
  } catch (error) {
    if (error instanceof ServiceRefused && error.problem.status === 404) return null
    throw error
  }
}

/** Null also where a service is away: one part of a page may be missing, so that the rest can be read. */
export const orAway = async <Answer>(answer: Promise<Answer>): Promise<Answer | null> => {
  try {
    return await orNull(answer)
  } catch (error) {
    if (error instanceof ServiceAway || (error instanceof ServiceRefused && error.problem.status >= 500)) return null
    throw error
  }
}

import { Problem } from '@handrail/contracts'
import { createRoute, type RouteConfig, z } from '@hono/zod-openapi'
import type { App } from './app.ts'

const problemAnswer = (description: string) => ({ description, content: { 'application/problem+json': { schema: Problem } } })

/** The refusals every route may answer with; spread into a route's `responses`. */
export const problemAnswers = {
  '4XX': problemAnswer('Refused, with the reason'),
  '5XX': problemAnswer('Something is away or went wrong; nothing was changed'),
} as const

/** A JSON answer, for a route's `responses`. */
export const answers = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
  description,
  content: { 'application/json': { schema } },
})

/** A JSON body, for a route's `request`. */
export const jsonBody = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true,
  content: { 'application/json': { schema } },
})

/** Commands that create take an Idempotency-Key; for a route's `request`. */
export const idempotencyHeader = z.object({
  'idempotency-key': z.string().min(8).max(200).openapi({ description: 'Same key and body: one effect, the same answer.' }),
})

/** `createRoute` with the bearer token and the problem answers that all routes under `/api/` share. */
export const defineRoute = <const Route extends RouteConfig>(route: Route) =>
  createRoute({ security: [{ bearer: [] }], ...route, responses: { ...route.responses, ...problemAnswers } as Route['responses'] })

/** Serves the service's own OpenAPI 3.1 document at `/openapi.json`; web composes them into one. */
export const serveOpenApi = (app: App, title: string): App => {
  app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' })
  app.doc31('/openapi.json', {
    openapi: '3.1.0',
    info: { title: `Handrail ${title}`, version: '1', license: { name: 'AGPL-3.0-or-later', url: 'https://www.gnu.org/licenses/agpl-3.0.html' } },
    servers: [{ url: '/' }],
  })
  return app
}

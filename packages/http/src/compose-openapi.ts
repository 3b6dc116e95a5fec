import { isDeepStrictEqual } from 'node:util'

type Part = Record<string, unknown>
export type OpenApi = { openapi?: string; paths?: Record<string, Part>; components?: Record<string, Part>; [key: string]: unknown }

/** One name must mean one thing in the whole platform. */
export class NameClash extends Error {}

/** The public front takes the session cookie and gives the service a token in its place. */
const session = { type: 'apiKey', in: 'cookie', name: '__Host-handrail', description: 'The session, as signing in sets it.' }

const withoutSecurity = (item: Part): Part =>
  Object.fromEntries(
    Object.entries(item).map(([method, operation]) => {
      if (typeof operation !== 'object' || operation === null || !('security' in operation)) return [method, operation]
      const { security: _, ...rest } = operation
      return [method, rest]
    }),
  )

/**
 * The public OpenAPI 3.1 document, out of the services' own: only paths under `/api/v1/`, and all components. Throws a
 * NameClash when two services answer one path, or mean different things by one component name.
 */
export const composeOpenApi = (documents: ReadonlyMap<string, OpenApi>, publicUrl: string): OpenApi => {
  const paths = new Map<string, Part>()
  const components: Record<string, Part> = {}
  for (const [service, document] of documents) {
    for (const [path, item] of Object.entries(document.paths ?? {})) {
      if (!path.startsWith('/api/v1/')) continue
      if (paths.has(path)) throw new NameClash(`${service} answers ${path}, and another service does too.`)
      paths.set(path, withoutSecurity(item))
    }
    for (const [kind, named] of Object.entries(document.components ?? {})) {
      components[kind] ??= {}
      for (const [name, component] of Object.entries(named)) {
        const known = components[kind][name]
        if (known && !isDeepStrictEqual(known, component)) throw new NameClash(`${service} and another service mean different things by ${kind} ${name}.`)
        components[kind][name] = component
      }
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Handrail', version: '1', license: { name: 'AGPL-3.0-or-later', url: 'https://www.gnu.org/licenses/agpl-3.0.html' } },
    servers: [{ url: publicUrl }],
    security: [{ session: [] }],
    paths: Object.fromEntries([...paths].sort(([one], [other]) => (one < other ? -1 : 1))),
    components: { ...components, securitySchemes: { session } },
  }
}

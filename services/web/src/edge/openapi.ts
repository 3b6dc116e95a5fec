import { isDeepStrictEqual } from 'node:util'

type Part = Record<string, unknown>
export type OpenApi = { openapi: string; info: Part; paths?: Part; components?: Record<string, Part>; [key: string]: unknown }

/** One name must mean one thing in the whole platform. */
export class NameClash extends Error {}

/**
 * One document of the services' own. Paths and components are joined; two of one name must be identical, else it
 * throws a NameClash that says which. Only paths under `/api/v1/` are public.
 */
export const composeOpenApi = (documents: ReadonlyMap<string, OpenApi>, publicUrl: string): OpenApi => {
  const paths: Part = {}
  const components: Record<string, Part> = {}
  const owners = new Map<string, string>()
  const add = (into: Part, kind: string, name: string, value: unknown, service: string) => {
    if (Object.hasOwn(into, name) && !isDeepStrictEqual(into[name], value)) {
      throw new NameClash(`${service} and ${owners.get(`${kind} ${name}`)} both have ${kind} ${name}, and they differ`)
    }
    into[name] = value
    owners.set(`${kind} ${name}`, service)
  }
  for (const [service, document] of documents) {
    for (const [path, item] of Object.entries(document.paths ?? {})) {
      if (path.startsWith('/api/v1/')) add(paths, 'path', path, item, service)
    }
    for (const [kind, entries] of Object.entries(document.components ?? {})) {
      components[kind] ??= {}
      for (const [name, value] of Object.entries(entries)) add(components[kind], kind, name, value, service)
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Handrail', version: '1', license: { name: 'AGPL-3.0-or-later', url: 'https://www.gnu.org/licenses/agpl-3.0.html' } },
    servers: [{ url: publicUrl }],
    paths: Object.fromEntries(Object.entries(paths).sort(([a], [b]) => (a < b ? -1 : 1))),
    components,
  }
}

/** Reads the services' documents and composes them. */
export const readOpenApi = async (serviceUrls: Readonly<Record<string, string>>, publicUrl: string) => {
  const documents = await Promise.all(
    Object.entries(serviceUrls).map(async ([service, url]) => {
      const answer = await fetch(`${url}/openapi.json`, { signal: AbortSignal.timeout(5_000) })
      if (!answer.ok) throw new Error(`${service} answered ${answer.status} for its OpenAPI document`)
      return [service, (await answer.json()) as OpenApi] as const
    }),
  )
  return composeOpenApi(new Map(documents), publicUrl)
}

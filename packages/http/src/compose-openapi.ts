type Document = { paths?: Record<string, unknown>; components?: Record<string, Record<string, unknown>>; [key: string]: unknown }

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/**
 * One OpenAPI 3.1 document out of those of the services: only the public paths (`/api/`), all components. Throws when
 * two services mean different things by one path or one component name.
 */
export const composeOpenApi = (documents: readonly Document[]): Document => {
  const paths: Record<string, unknown> = {}
  const components: Record<string, Record<string, unknown>> = {}
  for (const document of documents) {
    for (const [path, item] of Object.entries(document.paths ?? {})) {
      if (!path.startsWith('/api/')) continue
      if (paths[path]) throw new Error(`Two services answer ${path}.`)
      paths[path] = item
    }
    for (const [kind, named] of Object.entries(document.components ?? {})) {
      components[kind] ??= {}
      for (const [name, component] of Object.entries(named)) {
        const known = components[kind][name]
        if (known && !isSame(known, component)) throw new Error(`Two services mean different things by ${kind} ${name}.`)
        components[kind][name] = component
      }
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Handrail', version: '1', license: { name: 'AGPL-3.0-or-later', url: 'https://www.gnu.org/licenses/agpl-3.0.html' } },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }],
    paths,
    components,
  }
}

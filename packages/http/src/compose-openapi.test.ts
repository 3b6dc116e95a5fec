import { describe, expect, it } from 'vitest'
import { composeOpenApi, NameClash } from './compose-openapi.ts'

const compose = (...documents: Parameters<typeof composeOpenApi>[0] extends ReadonlyMap<string, infer Document> ? Document[] : never) =>
  composeOpenApi(new Map(documents.map((document, place) => [`service ${place}`, document])), 'https://handrail.example')

describe('composing', () => {
  it('leaves out what is not public', () => {
    expect(compose({ paths: { '/internal/x': {}, '/api/v1/x': {} } }).paths).toEqual({ '/api/v1/x': {} })
  })
  it('refuses one path from two services', () => {
    expect(() => compose({ paths: { '/api/v1/x': {} } }, { paths: { '/api/v1/x': {} } })).toThrow(NameClash)
  })
  it('takes one name with one meaning, and refuses one name with two', () => {
    const named = (schema: unknown) => ({ components: { schemas: { Me: schema } } })
    expect(compose(named({ type: 'object' }), named({ type: 'object' })).components?.schemas).toEqual({ Me: { type: 'object' } })
    expect(() => compose(named({ type: 'object' }), named({ type: 'string' }))).toThrow('schemas Me')
  })
  it('tells of the session cookie, which the public front takes, and not of the token between services', () => {
    const { paths, security, components } = compose({ paths: { '/api/v1/me': { get: { summary: 'Me', security: [{ bearer: [] }] } } } })
    expect(paths).toEqual({ '/api/v1/me': { get: { summary: 'Me' } } })
    expect(security).toEqual([{ session: [] }])
    expect(Object.keys(components?.securitySchemes ?? {})).toEqual(['session'])
  })
})

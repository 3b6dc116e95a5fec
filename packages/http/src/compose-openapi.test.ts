import { describe, expect, it } from 'vitest'
import { composeOpenApi } from './compose-openapi.ts'

describe('composing', () => {
  it('leaves out what is not public', () => {
    expect(composeOpenApi([{ paths: { '/internal/x': {}, '/api/v1/x': {} } }]).paths).toEqual({ '/api/v1/x': {} })
  })
  it('refuses one path from two services', () => {
    expect(() => composeOpenApi([{ paths: { '/api/v1/x': {} } }, { paths: { '/api/v1/x': {} } }])).toThrow('Two services answer /api/v1/x')
  })
  it('takes one name with one meaning, and refuses one name with two', () => {
    const named = (schema: unknown) => ({ components: { schemas: { Me: schema } } })
    expect(composeOpenApi([named({ type: 'object' }), named({ type: 'object' })]).components?.schemas).toEqual({ Me: { type: 'object' } })
    expect(() => composeOpenApi([named({ type: 'object' }), named({ type: 'string' })])).toThrow('schemas Me')
  })
})

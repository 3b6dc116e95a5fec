import { describe, expect, it } from 'vitest'
import { exampleEnvelope } from './asyncapi.ts'
import { Envelope, natsSubject, services } from './envelope.ts'
import { AssignmentCreated, eventsByType } from './events/index.ts'

const definitions = [...eventsByType.values()]
const forbidden = /name|address|email|phone|text|question|answer\b/i

describe.each(definitions)('$type', (definition) => {
  it('has an example that keeps to its own schema', () => {
    expect(definition.data.parse(definition.example)).toEqual(definition.example)
  })
  it('fits the envelope', () => {
    expect(Envelope.parse(exampleEnvelope(definition))).toBeTruthy()
  })
  it('carries no name, no address and nothing a person wrote', () => {
    const keys = JSON.stringify(definition.example).match(/"(\w+)":/g) ?? []
    expect(keys.filter((key) => forbidden.test(key) && !/answeredAt/.test(key))).toEqual([])
  })
})

describe('subjects', () => {
  it('every service publishes something', () => {
    expect(new Set(definitions.map(({ service }) => service))).toEqual(new Set(services))
  })
  it('an aggregate always falls into the same one of sixteen buckets', () => {
    const subjectOf = (id: string) => natsSubject(AssignmentCreated, 'organization', id)
    expect(subjectOf('a')).toBe(subjectOf('a'))
    const buckets = new Set(Array.from({ length: 400 }, (_, n) => subjectOf(String(n)).split('.').at(-1)))
    expect([...buckets].every((bucket) => /^p(0\d|1[0-5])$/.test(bucket ?? ''))).toBe(true)
    expect(buckets.size).toBe(16)
  })
})

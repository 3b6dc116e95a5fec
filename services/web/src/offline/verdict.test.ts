import { problems } from '@handrail/contracts'
import { describe, expect, test } from 'vitest'
import { verdictOf } from './verdict.ts'

const verdictOn = (code: keyof typeof problems) => verdictOf(problems[code].status, code)

describe('what becomes of something that was sent', () => {
  test('an answer of success takes it', () => {
    for (const status of [200, 201, 204]) expect(verdictOf(status, undefined)).toBe('taken')
  })

  test('whoever is signed out or is another person keeps everything', () => {
    for (const code of ['sign-in-needed', 'another-person', 'origin-refused'] as const) expect(verdictOn(code)).toBe('stop')
  })

  test('a server that is away, broken or busy keeps everything', () => {
    for (const code of ['service-unavailable', 'unexpected', 'too-many-requests'] as const) expect(verdictOn(code)).toBe('stop')
    expect(verdictOf(502, undefined)).toBe('stop')
  })

  test('a page in between, such as that of a hotel’s network, is no answer', () => {
    expect(verdictOf(302, undefined)).toBe('stop')
    expect(verdictOf(511, undefined)).toBe('stop')
  })

  test('a version that is not known yet waits, and holds nothing up', () => {
    expect(verdictOn('course-version-unknown')).toBe('later')
  })

  test('what can never be taken is not sent for ever', () => {
    for (const code of ['card-not-in-course', 'not-found', 'input-invalid', 'idempotency-key-reused'] as const) expect(verdictOn(code)).toBe('refused')
  })
})

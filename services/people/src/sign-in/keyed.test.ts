import { describe, expect, it } from 'vitest'
import { keyedBy, openSession, sealSession } from './keyed.ts'

const keyed = keyedBy('a secret')

describe('a sealed session', () => {
  it('opens with the secret that sealed it', () => {
    expect(openSession(keyed, sealSession(keyed, 'token'))).toBe('token')
  })
  it.each(['token', 'token.', `other.${keyed('session', 'token')}`, sealSession(keyedBy('another'), 'token'), `token.${keyed('code', 'token')}`, ''])(
    'does not open otherwise: %s',
    (session) => {
      expect(openSession(keyed, session)).toBeNull()
    },
  )
})

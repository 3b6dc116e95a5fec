import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { readUnsubscribeToken, unsubscribeToken } from './unsubscribe-token.ts'

const whom = { organizationId: randomUUID(), personId: randomUUID() }
const token = unsubscribeToken(whom, 'a secret')

describe('an unsubscribe token', () => {
  it('leads back to the person, and is the same in every mail', () => {
    expect(readUnsubscribeToken(token, ['a secret'])).toEqual(whom)
    expect(unsubscribeToken(whom, 'a secret')).toBe(token)
  })
  it('with any one letter changed is not ours', () => {
    for (let place = 0; place < token.length; place++) {
      const changed = token.slice(0, place) + (token[place] === 'A' ? 'B' : 'A') + token.slice(place + 1)
      expect(readUnsubscribeToken(changed, ['a secret'])).toBeNull()
    }
  })
  it.each(['', 'x', token.slice(0, -1), `${token}A`, `${token}=`, `${token}\n`, 'é'.repeat(86)])('cut, longer or of another kind is not ours: %j', (other) => {
    expect(readUnsubscribeToken(other, ['a secret'])).toBeNull()
  })
  it('made with the secret of before is ours for as long as that is accepted', () => {
    expect(readUnsubscribeToken(token, ['another secret', 'a secret'])).toEqual(whom)
  })
  it('made with another secret is not ours', () => {
    expect(readUnsubscribeToken(token, ['another secret'])).toBeNull()
  })
})

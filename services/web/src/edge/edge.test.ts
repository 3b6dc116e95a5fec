import { servicePrefixes } from '@handrail/contracts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countedAddress } from './client-address.ts'
import { localPath } from './local-path.ts'
import { comesFromHere } from './origin.ts'
import { targetOf } from './proxy.ts'
import { createRateLimit, TooManyRequests } from './rate-limit.ts'
import { createRequestLimits } from './request-limits.ts'
import { languageOf } from './visit.ts'

describe('going back to a place', () => {
  test('pages of ours are gone back to, with their query', () => {
    expect(localPath('/plan?new=yes')).toBe('/plan?new=yes')
    expect(localPath('/')).toBe('/')
  })

  test.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
    '/..//evil.example',
    'plan',
    '',
    null,
    '/api/v1/me',
    '/sign-out',
    '/language',
  ])('%j leads nowhere', (value) => {
    expect(localPath(value)).toBeNull()
  })

  test('whatever is answered stays on this site', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.stringMatching(/^[/\\:.@a-z?#\t]{0,20}$/)), (value) => {
        const path = localPath(value)
        if (path !== null) expect(new URL(path, 'https://handrail.example').origin).toBe('https://handrail.example')
      }),
    )
  })
})

describe('where a request comes from', () => {
  const here = 'https://handrail.example'
  const from = (headers: Record<string, string>, method = 'POST', publicUrl = here) => comesFromHere(method, new Headers(headers), publicUrl)

  test('reading is free', () => {
    expect(from({ origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, 'GET')).toBe(true)
  })

  test('our own forms pass', () => {
    expect(from({ origin: here, 'sec-fetch-site': 'same-origin' })).toBe(true)
    expect(from({ origin: here })).toBe(true)
    expect(from({ origin: 'null', 'sec-fetch-site': 'same-origin' })).toBe(true)
  })

  test('others do not, nor who says nothing', () => {
    expect(from({ origin: 'https://evil.example' })).toBe(false)
    expect(from({ origin: here, 'sec-fetch-site': 'cross-site' })).toBe(false)
    expect(from({ origin: 'https://sub.handrail.example', 'sec-fetch-site': 'same-site' })).toBe(false)
    expect(from({ origin: 'null' })).toBe(false)
    expect(from({})).toBe(false)
    expect(from({ origin: 'http://handrail.example' })).toBe(false)
  })

  test('on one machine, names of loopback are one place, but ports are not', () => {
    expect(from({ origin: 'http://127.0.0.1:4000' }, 'POST', 'http://localhost:4000')).toBe(true)
    expect(from({ origin: 'http://localhost:5000' }, 'POST', 'http://localhost:4000')).toBe(false)
    expect(from({ origin: 'http://127.0.0.1:4000' }, 'POST', here)).toBe(false)
  })
})

describe('the forward table', () => {
  const urls = {
    people: 'http://people',
    baselines: 'http://baselines',
    catalogue: 'http://catalogue',
    progress: 'http://progress',
    notifications: 'http://notifications',
  }

  test.each(Object.entries(servicePrefixes))('%s belongs to %s', (prefix, service) => {
    expect(targetOf(`/api/v1/${prefix}`, urls)).toBe(`http://${service}/api/v1/${prefix}`)
    expect(targetOf(`/api/v1/${prefix}/x?y=1`, urls)).toBe(`http://${service}/api/v1/${prefix}/x?y=1`)
  })

  test.each([
    '/api/v1/tokens',
    '/api/v1/sign-in/sessions',
    '/api/v1/constructor',
    '/api/v1/',
    '/api/v2/me',
    '/api/v1/me/../../../tokens',
    '/api/v1/me/%2e%2e/%2e%2e/%2e%2e/tokens',
    '/api/v1/me/..\\..\\..\\tokens',
    '/api/v1/meadow',
  ])('%s leads nowhere', (path) => {
    expect(targetOf(path, urls)).toBeNull()
  })
})

describe('limiting tries', () => {
  test('counts per key, and forgives when the window is over', () => {
    let now = 0
    const limit = createRateLimit(2, 1_000, () => now)
    limit('a')
    limit('a')
    limit('b')
    expect(() => limit('a')).toThrow(TooManyRequests)
    now = 1_000
    expect(() => limit('a')).not.toThrow()
  })
})

describe('an address as it is counted', () => {
  test.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:0:7::1', '2001:db8:0:7'],
    ['2001:0DB8:0000:0007:aaaa:bbbb:cccc:dddd', '2001:db8:0:7'],
    ['2001:db8::7', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['unknown', 'unknown'],
  ])('%s counts as %s', (address, counted) => {
    expect(countedAddress(address)).toBe(counted)
  })
})

describe('how much may be asked in a minute', () => {
  const asked = (limit: (who: never) => void, who: unknown, times: number) => {
    for (let time = 0; time < times; time++) limit(who as never)
  }
  const person = (personId: string, organizationId = 'ours') => ({ personId, organizationId })

  test('one person cannot take what is there for their colleagues', () => {
    const limits = createRequestLimits(10, () => 0)
    asked(limits.person, person('a'), 10)
    for (let time = 0; time < 1_000; time++) expect(() => limits.person(person('a'))).toThrow(TooManyRequests)
    expect(() => limits.person(person('b'))).not.toThrow()
  })

  test('nor one organization what is there for others', () => {
    const limits = createRequestLimits(10, () => 0)
    for (let of = 0; of < 20; of++) asked(limits.person, person(`person-${of}`), 10)
    expect(() => limits.person(person('one-more'))).toThrow(TooManyRequests)
    expect(() => limits.person(person('elsewhere', 'theirs'))).not.toThrow()
  })

  test('a hundred people of one office open their path at the same moment, and an old phone empties its queue', () => {
    const limits = createRequestLimits(600, () => 0)
    for (let of = 0; of < 100; of++) {
      asked(limits.address, '203.0.113.7', 20)
      asked(limits.person, person(`person-${of}`), 20)
    }
    asked(limits.person, person('queue'), 500)
    asked(limits.address, '203.0.113.7', 500)
  })
})

describe('the language of a stranger', () => {
  test('what was chosen here wins over the browser, and English stands in', () => {
    expect(languageOf('fr', 'en-CA')).toBe('fr')
    expect(languageOf(undefined, 'de, fr-CA;q=0.8, en;q=0.5')).toBe('fr')
    expect(languageOf('xx', undefined)).toBe('en')
  })
})

import { describe, expect, test } from 'vitest'
import { readWebConfig } from './config.ts'

const whole = {
  PUBLIC_URL: 'https://handrail.example/',
  PEOPLE_URL: 'http://localhost:1',
  BASELINES_URL: 'http://localhost:2',
  CATALOGUE_URL: 'http://localhost:3',
  PROGRESS_URL: 'http://localhost:4',
  NOTIFICATIONS_URL: 'http://localhost:5',
}

describe('the configuration', () => {
  test('a missing variable is named', () => {
    const { PROGRESS_URL: _, ...rest } = whole
    expect(() => readWebConfig(rest)).toThrow(/PROGRESS_URL/)
  })

  test('without TLS only a loopback address will do, for the cookie needs it', () => {
    expect(() => readWebConfig({ ...whole, PUBLIC_URL: 'http://handrail.example' })).toThrow(/PUBLIC_URL.*https/)
    expect(readWebConfig({ ...whole, PUBLIC_URL: 'http://localhost:4000' }).secureCookies).toBe(false)
    expect(readWebConfig(whole)).toMatchObject({ secureCookies: true, publicUrl: 'https://handrail.example' })
  })
})

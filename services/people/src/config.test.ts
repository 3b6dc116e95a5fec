import { readConfig } from '@handrail/runtime'
import { describe, expect, it } from 'vitest'
import { Config } from './config.ts'

const whole = {
  PORT: '0',
  OWNER_DATABASE_URL: 'postgres://people_owner:one@localhost/handrail_people',
  APP_DATABASE_URL: 'postgres://people_app:two@localhost/handrail_people',
  RELAY_DATABASE_URL: 'postgres://people_relay:three@localhost/handrail_people',
  AUTH_DATABASE_URL: 'postgres://people_auth:four@localhost/handrail_people',
  NATS_URL: 'nats://people:five@localhost:4222',
  PEOPLE_URL: 'http://localhost:1',
  AUTH_SECRET: 'x'.repeat(32),
  SERVICE_SECRET: 'x'.repeat(16),
  SMTP_URL: 'smtp://localhost:1025',
  MAIL_FROM: 'handrail@agency.example',
  PUBLIC_URL: 'https://handrail.example',
}
const secrets = ['OWNER_DATABASE_URL', 'APP_DATABASE_URL', 'RELAY_DATABASE_URL', 'AUTH_DATABASE_URL', 'NATS_URL', 'AUTH_SECRET', 'SERVICE_SECRET'] as const

describe('what people is let in with', () => {
  it.each(secrets)('has no default: without %s it does not start', (name) => {
    expect(readConfig(Config, 'people', whole)).toMatchObject({ AUTH_SECRET: whole.AUTH_SECRET })
    const { [name]: _, ...rest } = whole
    expect(() => readConfig(Config, 'people', rest)).toThrow(name)
  })

  it.each(['AUTH_SECRET', 'SERVICE_SECRET'])('is no short word: %s', (name) => {
    expect(() => readConfig(Config, 'people', { ...whole, [name]: 'handrail' })).toThrow(name)
  })
})

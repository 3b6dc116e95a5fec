import type { ServiceName } from '@handrail/contracts'
import { readConfig } from '@handrail/runtime'
import { z } from 'zod'

const Address = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''))

const Variables = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  PUBLIC_URL: Address,
  PEOPLE_URL: Address,
  BASELINES_URL: Address,
  CATALOGUE_URL: Address,
  PROGRESS_URL: Address,
  NOTIFICATIONS_URL: Address,
  /** How many proxies stand in front and write X-Forwarded-For. None is trusted unless said. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
  /** Of one person; an organization, and an address behind which an office may be, have twenty times as many. */
  REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).default(600),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  LOG_FILE: z.string().min(1).optional(),
})

export type Config = {
  host: string
  port: number
  publicUrl: string
  /** The cookie needs TLS, but for loopback addresses. */
  secureCookies: boolean
  serviceUrls: Readonly<Record<ServiceName, string>>
  trustedProxies: number
  requestsPerMinute: number
  log: { LOG_LEVEL: string; LOG_FILE: string | undefined }
}

const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]'])
export const isLoopback = (url: URL) => loopbackHosts.has(url.hostname)

/** Reads the environment, or throws one sentence that names each variable and what is wrong with it. */
export const readWebConfig = (env: Record<string, string | undefined>): Config => {
  const { PUBLIC_URL: publicUrl, ...rest } = readConfig(Variables, 'web', env)
  const url = new URL(publicUrl)
  if (url.protocol === 'http:' && !isLoopback(url)) {
    throw new Error('web cannot start: set PUBLIC_URL (must begin with https, but for localhost, for the session cookie needs TLS) in the environment.')
  }
  return {
    host: rest.HOST,
    port: rest.PORT,
    publicUrl: url.origin,
    secureCookies: url.protocol === 'https:',
    serviceUrls: {
      people: rest.PEOPLE_URL,
      baselines: rest.BASELINES_URL,
      catalogue: rest.CATALOGUE_URL,
      progress: rest.PROGRESS_URL,
      notifications: rest.NOTIFICATIONS_URL,
    },
    trustedProxies: rest.TRUSTED_PROXIES,
    requestsPerMinute: rest.REQUESTS_PER_MINUTE,
    log: { LOG_LEVEL: rest.LOG_LEVEL, LOG_FILE: rest.LOG_FILE },
  }
}

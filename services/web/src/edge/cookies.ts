import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Config } from '../config.ts'

/** `__Host-` binds a cookie to this host and to TLS; loopback without TLS must do with the plain name. */
const named = (config: Config, name: string) => (config.secureCookies ? { name, prefix: 'host' as const } : { name, prefix: undefined })

export const readCookie = (c: Context, config: Config, name: string) => {
  const { prefix } = named(config, name)
  return prefix ? getCookie(c, name, prefix) : getCookie(c, name)
}

/** Without `maxAge` (seconds) the cookie ends with the browser. */
export const writeCookie = (c: Context, config: Config, name: string, value: string, maxAge?: number) => {
  const { prefix } = named(config, name)
  setCookie(c, name, value, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: config.secureCookies,
    ...(prefix ? { prefix } : {}),
    ...(maxAge === undefined ? {} : { maxAge }),
  })
}

export const dropCookie = (c: Context, config: Config, name: string) => {
  const { prefix } = named(config, name)
  deleteCookie(c, name, { path: '/', secure: config.secureCookies, ...(prefix ? { prefix } : {}) })
}

export const SESSION = 'handrail'
export const LANGUAGE = 'handrail-language'
export const SIGNING_IN = 'handrail-signing-in'
export const KEPT = 'handrail-kept'
export const ANSWERS = 'handrail-answers'

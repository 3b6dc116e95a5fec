import type { Context } from 'hono'
import { z } from 'zod'
import type { Config } from '../config.ts'
import { dropCookie, readCookie, SIGNING_IN, writeCookie } from '../edge/cookies.ts'
import { localPath } from '../edge/local-path.ts'

const SigningIn = z.object({ address: z.string(), next: z.string(), sharedDevice: z.boolean() })
type SigningIn = z.infer<typeof SigningIn>

const QUARTER_HOUR_SECONDS = 900

/** What is remembered between asking for a code and typing it; in a cookie, so that no address stands in an address bar. */
export const rememberSigningIn = (c: Context, config: Config, signingIn: SigningIn) =>
  writeCookie(c, config, SIGNING_IN, Buffer.from(JSON.stringify(signingIn)).toString('base64url'), QUARTER_HOUR_SECONDS)

export const readSigningIn = (c: Context, config: Config): SigningIn | null => {
  const value = readCookie(c, config, SIGNING_IN)
  if (!value) return null
  try {
    const signingIn = SigningIn.parse(JSON.parse(Buffer.from(value, 'base64url').toString()))
    return { ...signingIn, next: localPath(signingIn.next) ?? '/' }
  } catch {
    return null
  }
}

export const forgetSigningIn = (c: Context, config: Config) => dropCookie(c, config, SIGNING_IN)

import { TOKEN_AUDIENCE, TOKEN_ISSUER } from '@handrail/http'
import { betterAuth } from 'better-auth'
import { emailOTP } from 'better-auth/plugins/email-otp'
import { jwt } from 'better-auth/plugins/jwt'
import { magicLink } from 'better-auth/plugins/magic-link'
import type { Kysely } from 'kysely'
import { CODE_MINUTES, TRIES_PER_CODE } from '../domain/tries.ts'
import type { Keyed } from './keyed.ts'
import type { Log } from './log.ts'
import type { AuthTables } from './tables.ts'

const DAY_SECONDS = 24 * 60 * 60

type AuthOptions = {
  db: Kysely<AuthTables>
  secret: string
  publicUrl: string
  keyed: Keyed
  log: Log
  /** Sends the one mail that carries the link's token and, as `metadata`, what the code's mail needs. */
  sendMail(mail: { email: string; token: string; metadata?: Record<string, unknown> }): Promise<void>
}

/** better-auth, used through its functions only: codes, links, sessions and signing keys. Its HTTP surface stays shut. */
export const createAuth = ({ db, secret, publicUrl, keyed, log, sendMail }: AuthOptions) =>
  betterAuth({
    secret,
    baseURL: publicUrl,
    database: { db, type: 'postgres', schemaName: 'auth', transaction: true },
    telemetry: { enabled: false },
    // Its arguments may hold an address; the message alone does not.
    logger: { level: 'error', log: (_level, message) => log.warn({ reason: message }, 'better-auth complains') },
    advanced: { database: { generateId: 'uuid', validateSchema: false } },
    session: {
      additionalFields: { sharedDevice: { type: 'boolean', required: true, defaultValue: false, input: false } },
    },
    plugins: [
      emailOTP({
        otpLength: 6,
        expiresIn: CODE_MINUTES * 60,
        allowedAttempts: TRIES_PER_CODE,
        disableSignUp: true,
        // A plain digest of six digits is undone by trying them all; a keyed one is not.
        storeOTP: { hash: async (code) => keyed('code', code) },
        sendVerificationOTP: async () => {
          throw new Error('Codes travel in the mail of the link.')
        },
      }),
      magicLink({ expiresIn: CODE_MINUTES * 60, disableSignUp: true, storeToken: 'hashed', sendMagicLink: sendMail }),
      jwt({
        jwks: { keyPairConfig: { alg: 'EdDSA', crv: 'Ed25519' }, rotationInterval: 90 * DAY_SECONDS, gracePeriod: DAY_SECONDS },
        jwt: { issuer: TOKEN_ISSUER, audience: TOKEN_AUDIENCE },
      }),
    ],
  })
export type Auth = ReturnType<typeof createAuth>

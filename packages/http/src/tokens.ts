import { Refusal, TokenClaims } from '@handrail/contracts'
import { createLocalJWKSet, createRemoteJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey, jwtVerify } from 'jose'
import { untilExpiry } from './until-expiry.ts'

/** Who is asking, as people signed it. */
export type Caller = { readonly personId: string; readonly organizationId: string; readonly roles: TokenClaims['roles']; readonly sessionId?: string }

export const TOKEN_AUDIENCE = 'handrail'
export const TOKEN_ISSUER = 'handrail-people'

export type VerifyToken = (token: string) => Promise<Caller>

const CACHED_TOKENS = 10_000

/** Keys of people's JWKS endpoint; fetched when first needed, and again for a key not seen before. */
export const remoteKeys = (peopleUrl: string): JWTVerifyGetKey => createRemoteJWKSet(new URL('/.well-known/jwks.json', peopleUrl))
export const localKeys = (jwks: JSONWebKeySet): JWTVerifyGetKey => createLocalJWKSet(jwks)

/** The keys could not be fetched, which says nothing about the token: people is away, or still starting. */
const isKeyOutage = (error: unknown) =>
  error instanceof errors.JWKSTimeout || (error instanceof errors.JOSEError ? error.code === 'ERR_JOSE_GENERIC' : error instanceof TypeError)

/**
 * Verifies a token's signature, audience, issuer and lifetime once, and remembers it until it expires. Throws the
 * refusal `sign-in-needed` for anything else, and `service-unavailable` when people's keys can't be had.
 */
export const tokenVerifier = (keys: JWTVerifyGetKey): VerifyToken => {
  const known = untilExpiry<Caller>(CACHED_TOKENS)
  return async (token) => {
    const seen = known.get(token, Date.now())
    if (seen) return seen
    try {
      const { payload } = await jwtVerify(token, keys, { audience: TOKEN_AUDIENCE, issuer: TOKEN_ISSUER, algorithms: ['EdDSA', 'ES256'] })
      const claims = TokenClaims.parse(payload)
      const caller = { personId: claims.sub, organizationId: claims.organizationId, roles: claims.roles, ...(claims.sid && { sessionId: claims.sid }) }
      known.set(token, caller, claims.exp * 1000, Date.now())
      return caller
    } catch (cause) {
      throw new Refusal(isKeyOutage(cause) ? 'service-unavailable' : 'sign-in-needed', {}, { cause })
    }
  }
}

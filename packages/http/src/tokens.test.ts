import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { localKeys, remoteKeys, TOKEN_AUDIENCE, TOKEN_ISSUER, tokenVerifier } from './tokens.ts'

const claims = { organizationId: '01900000-0000-7000-8000-000000000001', roles: ['learner'] }
const subject = '01900000-0000-7000-8000-0000000000a1'
let ours: CryptoKeyPair
let theirs: CryptoKeyPair
/** As everybody may read it at the JWKS address. */
let publicPart: string | undefined
let verify: ReturnType<typeof tokenVerifier>
beforeAll(async () => {
  ours = (await generateKeyPair('EdDSA')) as CryptoKeyPair
  theirs = (await generateKeyPair('EdDSA')) as CryptoKeyPair
  publicPart = (await exportJWK(ours.publicKey)).x
  verify = tokenVerifier(localKeys({ keys: [{ ...(await exportJWK(ours.publicKey)), kid: 'ours', alg: 'EdDSA' }] }))
})

const token = (options: { key?: CryptoKey; audience?: string; issuer?: string; expires?: string; extra?: object } = {}) =>
  new SignJWT({ ...claims, ...options.extra })
    .setProtectedHeader({ alg: 'EdDSA', kid: 'ours' })
    .setSubject(subject)
    .setAudience(options.audience ?? TOKEN_AUDIENCE)
    .setIssuer(options.issuer ?? TOKEN_ISSUER)
    .setExpirationTime(options.expires ?? '5m')
    .sign(options.key ?? ours.privateKey)

/** What would be accepted, but for its header and its signature. */
const payload = () => ({ ...claims, sub: subject, aud: TOKEN_AUDIENCE, iss: TOKEN_ISSUER, exp: Math.floor(Date.now() / 1000) + 300 })
const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
const unsigned = async () => `${encoded({ alg: 'none' })}.${encoded(payload())}.`
const forged = async (header: { alg: string; kid: string; jwk?: object; jku?: string }, key: CryptoKey) => {
  const input = `${encoded(header)}.${encoded(payload())}`
  const secret = Buffer.from(publicPart ?? '', 'base64url')
  const byHmac = () => createHmac('sha256', secret).update(input).digest()
  const signature = header.alg === 'HS256' ? byHmac() : new Uint8Array(await crypto.subtle.sign('Ed25519', key, Buffer.from(input)))
  return `${input}.${Buffer.from(signature).toString('base64url')}`
}

describe('a token', () => {
  it('of people tells who is asking', async () => {
    expect(await verify(await token())).toEqual({ personId: subject, organizationId: claims.organizationId, roles: ['learner'] })
  })
  it('that was accepted is refused once it is over', async () => {
    const short = await token({ expires: '4s' })
    await expect(verify(short)).resolves.toMatchObject({ personId: subject })
    await new Promise((resolve) => setTimeout(resolve, 4_100))
    await expect(verify(short)).rejects.toMatchObject({ code: 'sign-in-needed' })
  })
  it('is made here by hand as people makes it', async () => {
    await expect(verify(await forged({ alg: 'EdDSA', kid: 'ours' }, ours.privateKey))).resolves.toMatchObject({ personId: subject })
  })
  it.each([
    ['signed by another key', () => token({ key: theirs.privateKey })],
    ['for somebody else', () => token({ audience: 'elsewhere' })],
    ['from somebody else', () => token({ issuer: 'elsewhere' })],
    ['that is over', () => token({ expires: '-1m' })],
    ['with a role that does not exist', () => token({ extra: { roles: ['owner'] } })],
    ['that is none', async () => 'nonsense'],
    ['without a signature', unsigned],
    ['signed with our public key as if it were a secret', () => forged({ alg: 'HS256', kid: 'ours' }, ours.publicKey)],
    ['that brings its own key', async () => forged({ alg: 'EdDSA', kid: 'ours', jwk: await exportJWK(theirs.publicKey) }, theirs.privateKey)],
    ['that says where its key is', () => forged({ alg: 'EdDSA', kid: 'ours', jku: 'https://evil.example/jwks.json' }, theirs.privateKey)],
  ])('%s is refused', async (_what, made) => {
    await expect(verify(await made())).rejects.toMatchObject({ code: 'sign-in-needed' })
  })
})

describe('keys that cannot be had', () => {
  const server = createServer((_request, response) => response.writeHead(503).end())
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
  afterAll(() => server.close())
  it('are an outage, and no reason to sign anybody out', async () => {
    const starting = tokenVerifier(remoteKeys(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
    await expect(starting(await token())).rejects.toMatchObject({ code: 'service-unavailable' })
    const away = tokenVerifier(remoteKeys('http://127.0.0.1:9'))
    await expect(away(await token())).rejects.toMatchObject({ code: 'service-unavailable' })
  })
})

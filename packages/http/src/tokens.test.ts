import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { localKeys, remoteKeys, TOKEN_AUDIENCE, TOKEN_ISSUER, tokenVerifier } from './tokens.ts'

const claims = { organizationId: '01900000-0000-7000-8000-000000000001', roles: ['learner'] }
const subject = '01900000-0000-7000-8000-0000000000a1'
let ours: CryptoKeyPair
let theirs: CryptoKeyPair
let verify: ReturnType<typeof tokenVerifier>
beforeAll(async () => {
  ours = (await generateKeyPair('EdDSA')) as CryptoKeyPair
  theirs = (await generateKeyPair('EdDSA')) as CryptoKeyPair
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

describe('a token', () => {
  it('of people tells who is asking', async () => {
    expect(await verify(await token())).toEqual({ personId: subject, organizationId: claims.organizationId, roles: ['learner'] })
  })
  it.each([
    ['signed by another key', () => token({ key: theirs.privateKey })],
    ['for somebody else', () => token({ audience: 'elsewhere' })],
    ['from somebody else', () => token({ issuer: 'elsewhere' })],
    ['that is over', () => token({ expires: '-1m' })],
    ['with a role that does not exist', () => token({ extra: { roles: ['owner'] } })],
    ['that is none', async () => 'nonsense'],
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

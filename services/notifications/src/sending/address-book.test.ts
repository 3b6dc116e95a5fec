import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askForAddresses } from './address-book.ts'

/** Stands where people stands, and sends whoever asks elsewhere. */
const asked: (string | undefined)[] = []
const server = createServer((request, response) => {
  asked.push(request.url)
  response.writeHead(307, { location: '/elsewhere' }).end()
})
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
afterAll(() => server.close())

describe('asking for addresses', () => {
  it('follows no redirect, for the secret is for people alone', async () => {
    const config = { PEOPLE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, SERVICE_SECRET: 'for people alone' }
    await expect(askForAddresses(config, 'an organization', ['a person'])).rejects.toThrow('307')
    expect(asked).toEqual(['/internal/mail-addresses'])
  })
})

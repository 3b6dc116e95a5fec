import { Agent, type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http'
import { Readable } from 'node:stream'
import { brotliDecompressSync } from 'node:zlib'
import { mailsTo, signInMail } from './walk.ts'

export type Reply = { status: number; headers: IncomingHttpHeaders; text: string; body: any }
type More = { headers?: OutgoingHttpHeaders; body?: string | Readable }

const parsed = (text: string) => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** One request as it is typed: no redirect is followed, and no path or header is made tidy, as `fetch` would do. */
export const send = (base: string, method: string, path: string, { headers = {}, body }: More = {}): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(base)
    const agent = new Agent({ keepAlive: true })
    const length = typeof body === 'string' ? { 'content-length': Buffer.byteLength(body) } : {}
    const asked = request({ hostname, port, method, path, headers: { ...length, ...headers }, agent }, async (answer) => {
      const bytes = Buffer.concat((await answer.toArray().catch(reject)) ?? [])
      agent.destroy()
      const text = String(answer.headers['content-encoding'] === 'br' ? brotliDecompressSync(bytes) : bytes)
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text, body: parsed(text) })
    })
    // Whoever refuses a body need not read all of it: what was answered counts.
    asked.on('error', (error) => setTimeout(() => reject(error), 500))
    if (body instanceof Readable) body.on('error', () => {}).pipe(asked)
    else asked.end(body)
  })

/** Somebody at the public address without a browser, who keeps cookies and says where requests come from, as one does. */
export const visitor = (base: string) => {
  const cookies = new Map<string, string>()
  const ask = async (method: string, path: string, { headers = {}, body }: More = {}): Promise<Reply> => {
    const own: OutgoingHttpHeaders = {
      accept: 'text/html',
      ...(cookies.size > 0 && { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') }),
      ...(method !== 'GET' && { origin: base }),
    }
    const reply = await send(base, method, path, { headers: { ...own, ...headers }, ...(body !== undefined && { body }) })
    for (const set of reply.headers['set-cookie'] ?? []) {
      const [, name = '', value = ''] = set.match(/^([^=]+)=([^;]*)/) ?? []
      if (set.includes('Max-Age=0')) cookies.delete(name)
      else cookies.set(name, value)
    }
    return reply
  }
  return {
    cookies,
    ask,
    page: (path: string) => ask('GET', path),
    /** Sends a form. */
    post: (path: string, fields: Record<string, string> = {}, headers: OutgoingHttpHeaders = {}) =>
      ask('POST', path, { headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers }, body: String(new URLSearchParams(fields)) }),
    /** Calls the API. Text is sent as it is, anything else as JSON. */
    api: (method: string, path: string, body?: unknown, headers: OutgoingHttpHeaders = {}) =>
      ask(method, path, {
        headers: { accept: 'application/json', ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
  }
}
export type Visitor = ReturnType<typeof visitor>

/** Asks for a code, and reads the mail that brings it. */
export const askForCode = async (who: Visitor, inbox: string, address: string, more: Record<string, string> = {}) => {
  const known = (await mailsTo(inbox, address)).length
  await who.post('/sign-in', { address, ...more })
  return signInMail(inbox, address, known)
}

/** Somebody who has typed the code from the mail. */
export const signedIn = async (base: string, inbox: string, address: string): Promise<Visitor> => {
  const who = visitor(base)
  const { code } = await askForCode(who, inbox, address)
  const { status } = await who.post('/sign-in/code', { code })
  if (status !== 303) throw new Error(`${address} could not sign in: ${status}.`)
  return who
}

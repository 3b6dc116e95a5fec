import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { problems } from '@handrail/contracts'

type Road = 'open' | 'closed' | 'deaf' | 'twice' | 'busy'
type Answer = { status: number; headers: IncomingMessage['headers']; body: Buffer }

const ask = (asked: IncomingMessage, body: Buffer): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { hostname, port, pathname, search } = new URL(asked.url ?? '')
    const { 'proxy-connection': _, ...headers } = asked.headers
    const there = request({ hostname, port, path: pathname + search, method: asked.method, headers }, async (answer) => {
      try {
        resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: Buffer.concat(await answer.toArray()) })
      } catch (error) {
        reject(error)
      }
    })
    there.on('error', reject)
    there.end(body)
  })

/**
 * The road between a phone and the platform, as a proxy that its browser uses. `closed` is a tunnel, for pages and
 * service workers alike. On a `deaf` road commands arrive and their answers are lost; on one that says things `twice`
 * they arrive two times; on a `busy` one they are refused, as a server does that has been asked too much.
 */
export const openTunnel = async () => {
  let road: Road = 'open'
  const commands: string[] = []
  const sockets = new Set<Socket>()
  const carry = async (asked: IncomingMessage, answer: ServerResponse) => {
    const body = Buffer.concat(await asked.toArray())
    const isCommand = asked.method === 'PUT' || asked.method === 'POST'
    if (road === 'closed') return asked.socket.destroy()
    if (isCommand) commands.push(`${asked.method} ${new URL(asked.url ?? '').pathname}`)
    if (isCommand && road === 'busy') {
      answer.writeHead(429, { 'content-type': 'application/problem+json', 'retry-after': '60' })
      return answer.end(JSON.stringify({ type: 'about:blank', title: problems['too-many-requests'].title, status: 429, code: 'too-many-requests' }))
    }
    if (isCommand && road === 'twice') await ask(asked, body)
    const given = await ask(asked, body)
    if (isCommand && road === 'deaf') return asked.socket.destroy()
    answer.writeHead(given.status, given.headers)
    answer.end(given.body)
  }
  const server = createServer((asked, answer) => {
    carry(asked, answer).catch(() => asked.socket.destroy())
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    proxy: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** The commands that came this far. */
    commands,
    set: (next: Road) => {
      road = next
      if (road === 'closed') for (const socket of sockets) socket.destroy()
    },
    close: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}
export type Tunnel = Awaited<ReturnType<typeof openTunnel>>

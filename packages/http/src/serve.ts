import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve as serveNode } from '@hono/node-server'

export type Listening = { url: string; close(): Promise<void> }

/**
 * Listens on host and port (0: any free one). `close` stops accepting, lets running requests finish for up to five
 * seconds, then ends what is left. Rejects with a sentence when the port is taken.
 */
export const serve = (fetch: (request: Request) => Response | Promise<Response>, options: { host: string; port: number }): Promise<Listening> =>
  new Promise((resolve, reject) => {
    const server = serveNode({ fetch, hostname: options.host, port: options.port }) as Server
    server.requestTimeout = 30_000
    server.headersTimeout = 10_000
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const reason =
        cause.code === 'EADDRINUSE'
          ? `Port ${options.port} is taken. End what listens there, or choose another with PORT.`
          : `Cannot listen on port ${options.port}.`
      reject(new Error(reason, { cause }))
    })
    server.once('listening', () => {
      const { port } = server.address() as AddressInfo
      resolve({ url: `http://${options.host}:${port}`, close: () => closeServer(server) })
    })
  })

const closeServer = (server: Server) =>
  new Promise<void>((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), 5_000)
    server.close(() => {
      clearTimeout(force)
      resolve()
    })
    server.closeIdleConnections()
  })

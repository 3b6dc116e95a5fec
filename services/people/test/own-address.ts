import { type AddressInfo, createServer } from 'node:net'

/** A free port, and the address at which the service then finds its own public keys. */
export const ownAddress = async () => {
  const port = await new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
  return { PORT: String(port), PEOPLE_URL: `http://127.0.0.1:${port}` }
}

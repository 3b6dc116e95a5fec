import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startNats } from '@handrail/local/nats'
import getPort from 'get-port'

/** A nats-server of one measurement, to be killed and started again on the same port with the same store. */
export const ownNats = async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'handrail-bench-'))
  const port = await getPort({ host: '127.0.0.1' })
  let server = await startNats({ dataFolder, port })
  return {
    url: server.urlOf('operator'),
    kill: () => server.stop(),
    start: async () => {
      server = await startNats({ dataFolder, port })
    },
    remove: async () => {
      await server.stop()
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}

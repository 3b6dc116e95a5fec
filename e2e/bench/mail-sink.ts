/** A mail server that takes every mail and keeps none: it tells its parent how many it has taken, and the most that one address got. */
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

const taken = new Map<string, number>()

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  logger: false,
  onData(stream, session, done) {
    stream.resume().once('end', () => {
      for (const { address } of session.envelope.rcptTo) taken.set(address, (taken.get(address) ?? 0) + 1)
      done()
    })
  },
})

process.on('message', () => {
  const counts = [...taken.values()]
  process.send?.({ mails: counts.reduce((sum, count) => sum + count, 0), mostToOne: counts.reduce((most, count) => Math.max(most, count), 0) })
})
process.once('disconnect', () => process.exit(0))
server.listen(0, '127.0.0.1', () => process.send?.(`smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`))

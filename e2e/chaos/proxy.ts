import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { Transform } from 'node:stream'

/** `deaf`: what was asked arrives, and the answers (an acknowledgement, a `COMMIT`) are lost. */
export type Road = 'open' | 'cut' | 'deaf' | { delayMs: number }

/** Carries bytes to the first of `upstreams` that lets it in, beginning with another one each time, as a balancer does; a road that can be spoiled. */
export const openProxy = async (upstreams: () => readonly number[]) => {
  let road: Road = 'open'
  let turn = 0
  const pairs = new Set<() => void>()
  const spoiled = new Set<() => void>()

  const reach = (ports: readonly number[]): Promise<Socket> =>
    new Promise((resolve, reject) => {
      const [port, ...others] = ports
      if (port === undefined) return reject(new Error('Nobody listens.'))
      const socket = connect({ port, host: '127.0.0.1', noDelay: true })
      socket.once('connect', () => resolve(socket))
      socket.once('error', () => reach(others).then(resolve, reject))
    })

  const passage = (isAnswer: boolean, spoil: () => void) =>
    new Transform({
      transform(chunk, _encoding, done) {
        if (road === 'deaf' && isAnswer) {
          spoil()
          done()
        } else if (typeof road === 'object') setTimeout(done, road.delayMs, null, chunk)
        else done(null, chunk)
      },
    })

  const carry = async (near: Socket) => {
    near.on('error', () => near.destroy())
    if (road === 'cut') return near.destroy()
    const ports = upstreams()
    turn += 1
    const far = await reach([...ports.slice(turn % ports.length), ...ports.slice(0, turn % ports.length)]).catch(() => undefined)
    if (!far || near.destroyed) return (far ?? near).destroy()
    const end = () => {
      pairs.delete(end)
      spoiled.delete(end)
      near.destroy()
      far.destroy()
    }
    pairs.add(end)
    for (const socket of [near, far]) socket.on('error', end).on('close', end)
    near.pipe(passage(false, () => {})).pipe(far)
    far.pipe(passage(true, () => spoiled.add(end))).pipe(near)
  }

  const server = createServer({ noDelay: true }, (near) => void carry(near))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const reset = () => {
    for (const end of [...pairs]) end()
  }
  return {
    port: (server.address() as AddressInfo).port,
    /** Connections that lost bytes cannot go on: they are ended when the road is mended. */
    set: (next: Road) => {
      road = next
      for (const end of next === 'cut' ? [...pairs] : next === 'open' ? [...spoiled] : []) end()
    },
    /** Ends every connection; new ones are let in. */
    reset,
    close: () => {
      reset()
      server.close()
    },
  }
}
export type TcpProxy = Awaited<ReturnType<typeof openProxy>>

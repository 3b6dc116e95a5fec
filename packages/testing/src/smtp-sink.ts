import { type AddressInfo, createServer, type Socket } from 'node:net'

/**
 * What the sink does at a moment: any reply, or `drop` the connection, `reset` it, `hang` without a word, be `slow` to say
 * 250, or `trickle` a reply that never ends.
 */
type Reaction = string
type Moment = 'banner' | 'ehlo' | 'mail' | 'rcpt' | 'data' | 'firstLine' | 'dot' | 'afterDot' | 'other'
type Script = Partial<Record<Moment, Reaction>>

const usual: Record<Moment, Reaction> = {
  banner: '220 sink.test',
  ehlo: '250 sink.test',
  mail: '250 2.1.0 Ok',
  rcpt: '250 2.1.5 Ok',
  data: '354 Go ahead',
  firstLine: '',
  dot: '250 2.0.0 Taken',
  afterDot: '',
  other: '250 Ok',
}

function trickle(socket: Socket) {
  const timer = setInterval(() => socket.write('250-'), 20)
  socket.on('close', () => clearInterval(timer))
}

/**
 * An SMTP server that misbehaves on request, which no library offers. `script` may be changed between mails.
 * `mails` holds what came before each dot that was answered with 250; `dots` counts all dots.
 */
export async function openSmtpSink({ pipelining = false } = {}) {
  const sink = { script: {} as Script, mails: [] as string[], dots: 0, connections: 0, url: '', close: async () => {} }
  const sockets = new Set<Socket>()
  const server = createServer({ noDelay: true }, (socket) => {
    sink.connections += 1
    sockets.add(socket)
    socket.on('error', () => {}).on('close', () => sockets.delete(socket))
    let rest = ''
    let body: string[] | undefined
    const react = (stage: Moment): boolean => {
      const reaction = sink.script[stage] ?? usual[stage]
      if (reaction === 'drop') socket.end().destroySoon()
      else if (reaction === 'reset') socket.resetAndDestroy()
      else if (reaction === 'slow') setTimeout(() => socket.write('250 Taken\r\n'), 150)
      else if (reaction === 'trickle') trickle(socket)
      else if (reaction !== '' && reaction !== 'hang') socket.write(`${reaction}\r\n`)
      return /^([23]|slow)/.test(reaction)
    }
    const take = (line: string) => {
      if (body) {
        if (line !== '.') {
          if (body.push(line) === 1) react('firstLine')
          return
        }
        sink.dots += 1
        const mail = body.join('\r\n')
        body = undefined
        if (react('dot')) sink.mails.push(mail)
        react('afterDot')
        return
      }
      const verb = line.slice(0, 4).toUpperCase()
      if (verb === 'EHLO') {
        if (pipelining && !sink.script.ehlo) socket.write('250-PIPELINING\r\n')
        react('ehlo')
      } else if (verb === 'MAIL') react('mail')
      else if (verb === 'RCPT') react('rcpt')
      else if (verb === 'DATA') {
        if (react('data')) body = []
      } else if (verb === 'QUIT') socket.end('221 Bye\r\n')
      else react('other')
    }
    socket.on('data', (chunk) => {
      const lines = (rest + chunk.toString('latin1')).split('\r\n')
      rest = lines.pop() ?? ''
      for (const line of lines) if (!socket.destroyed) take(line)
    })
    react('banner')
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  sink.url = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`
  sink.close = async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((closed) => server.close(closed))
  }
  return sink
}

import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { quantile } from './figures.ts'

export type Call = { method: string; path: string; headers: Record<string, string>; body: string }
export type Driven = { perSecond: number; p99Milliseconds: number; failed: number; by: string }

const hasWrk = () => {
  try {
    execFileSync('wrk', ['-v'], { stdio: 'ignore' })
    return true
  } catch (error) {
    return (error as { code?: string }).code !== 'ENOENT'
  }
}

const quote = (text: string) => JSON.stringify(text)

const luaOf = (calls: readonly Call[]) => `
local calls = {
${calls
  .map(
    ({ method, path, headers, body }) =>
      `{${quote(method)},${quote(path)},{${Object.entries(headers)
        .map(([name, value]) => `[${quote(name)}]=${quote(value)}`)
        .join(',')}},${quote(body)}}`,
  )
  .join(',\n')}
}
local at = 0
request = function()
  at = at % #calls + 1
  local call = calls[at]
  return wrk.format(call[1], call[2], call[3], call[4])
end
done = function(summary, latency)
  io.write(string.format("handrail %d %d %d %d\\n", summary.requests, summary.duration, latency:percentile(99), summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout))
end
`

const withWrk = async (url: string, calls: readonly Call[], connections: number, seconds: number): Promise<Driven> => {
  const folder = mkdtempSync(join(tmpdir(), 'handrail-wrk-'))
  const script = join(folder, 'calls.lua')
  writeFileSync(script, luaOf(calls))
  try {
    const wrk = spawn('wrk', ['-t1', `-c${connections}`, `-d${seconds}s`, '-s', script, url])
    let output = ''
    wrk.stdout.on('data', (chunk) => {
      output += chunk
    })
    await new Promise((resolve) => wrk.once('close', resolve))
    const [, requests, microseconds, p99, failed] = (output.match(/handrail (\d+) (\d+) (\d+) (\d+)/) ?? []).map(Number)
    if (!requests || !microseconds || !p99) throw new Error(`wrk said: ${output}`)
    return { perSecond: requests / (microseconds / 1e6), p99Milliseconds: p99 / 1000, failed: failed ?? 0, by: 'wrk' }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const withNode = async (url: string, calls: readonly Call[], connections: number, seconds: number): Promise<Driven> => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const until = performance.now() + seconds * 1000
  let at = 0
  const times: number[] = []
  let failed = 0
  const send = ({ method, path, headers, body }: Call) =>
    new Promise<void>((resolve) => {
      const outgoing = request(new URL(path, url), { method, headers: { ...headers, 'content-length': Buffer.byteLength(body) }, agent }, (answer) => {
        if ((answer.statusCode ?? 500) >= 400) failed += 1
        answer.resume().once('end', resolve)
      })
      outgoing.once('error', () => {
        failed += 1
        resolve()
      })
      outgoing.end(body)
    })
  const started = performance.now()
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < until) {
        const call = calls[at++ % calls.length]
        const began = performance.now()
        if (call) await send(call)
        times.push(performance.now() - began)
      }
    }),
  )
  agent.destroy()
  return { perSecond: times.length / ((performance.now() - started) / 1000), p99Milliseconds: quantile(times, 0.99), failed, by: 'Node' }
}

/** Sends calls to an address of this machine for some seconds, over so many connections, each waiting for its answer. */
export const drive = (url: string, calls: readonly Call[], options: { connections: number; seconds: number }): Promise<Driven> => {
  if (!/^http:\/\/127\.0\.0\.1:\d+/.test(url)) throw new Error('Load goes to this machine only.')
  return (hasWrk() ? withWrk : withNode)(url, calls, options.connections, options.seconds)
}

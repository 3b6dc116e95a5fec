import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import getPort from 'get-port'
import { openBrowser } from '../chromium.ts'
import { signIn } from '../walk.ts'
import { type Transfers, weigh } from '../weight.ts'
import { type Figure, pssMegabytes } from './figures.ts'

const IDLE_SECONDS = 20
const start = fileURLToPath(new URL('../../infra/local/start.ts', import.meta.url))
const kb = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`

const startPlatform = async (dataFolder: string, port: number, inboxPort: number) => {
  const began = performance.now()
  const child = spawn(process.execPath, [start], {
    env: { ...process.env, HANDRAIL_DATA: dataFolder, PORT: String(port), INBOX_PORT: String(inboxPort) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (chunk) => {
    said += chunk
  })
  while (!said.includes(`http://localhost:${port}`)) {
    if (child.exitCode !== null) throw new Error(`The platform did not start: ${said}`)
    await sleep(20)
  }
  const seconds = (performance.now() - began) / 1000
  const stop = async () => {
    child.kill('SIGTERM')
    await new Promise((resolve) => child.once('exit', resolve))
  }
  return { child, seconds, stop }
}

/** Start-up, idle memory and the bytes of a learner's pages, all on the real platform with the demo agency. */
export const wholePlatform = async (): Promise<Figure[]> => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'handrail-bench-'))
  const port = await getPort({ host: '127.0.0.1' })
  const inboxPort = await getPort({ host: '127.0.0.1' })
  const first = await startPlatform(dataFolder, port, inboxPort)
  await first.stop()
  const second = await startPlatform(dataFolder, port, inboxPort)
  const browser = await openBrowser()
  const transfers: Record<string, Transfers> = {}
  try {
    const base = `http://localhost:${port}`
    const context = await browser.newContext({ viewport: { width: 360, height: 740 } })
    const page = await context.newPage()
    transfers.signIn = await weigh(page, () => page.goto(base))
    await signIn(page, { base, inbox: `http://localhost:${inboxPort}`, address: 'amal@rivages.example' })
    const cold = await browser.newContext({ viewport: { width: 360, height: 740 }, storageState: await context.storageState() })
    const fresh = await cold.newPage()
    transfers.home = await weigh(fresh, () => fresh.goto(base))
    const next = await fresh
      .getByRole('link', { name: /continuer|commencer|continue|start/i })
      .first()
      .getAttribute('href')
    const colder = await browser.newContext({ viewport: { width: 360, height: 740 }, storageState: await context.storageState() })
    const player = await colder.newPage()
    transfers.player = await weigh(player, () => player.goto(new URL(next ?? '/', base).toString()))
  } finally {
    await browser.close()
  }
  await sleep(IDLE_SECONDS * 1000)
  const pss = pssMegabytes([second.child.pid ?? 0])
  await second.stop()
  rmSync(dataFolder, { recursive: true, force: true })
  const { home, player } = transfers
  if (!home || !player) throw new Error('The pages were not weighed.')
  const pageFigure = (what: string, { documentAndStyles }: Transfers): Figure => ({
    what,
    measured: kb(documentAndStyles),
    goal: '≤ 14 KB',
    reached: documentAndStyles <= 14 * 1024,
  })
  return [
    { what: 'first start, data and demo agency made anew', measured: `${first.seconds.toFixed(1)} s` },
    { what: 'start, installed and with data kept', measured: `${second.seconds.toFixed(1)} s`, goal: '≤ 10 s', reached: second.seconds <= 10 },
    { what: `whole platform after ${IDLE_SECONDS} s at rest, PSS`, measured: `${pss.toFixed(0)} MB`, goal: '≤ 500 MB', reached: pss <= 500 },
    pageFigure("a learner's home, HTML and CSS, compressed", home),
    pageFigure('the course player, HTML and CSS, compressed', player),
    {
      what: "first visit of a learner's home, everything",
      measured: `${kb(home.all)} in ${home.requests} requests`,
      goal: '≤ 50 KB, ≤ 8 requests',
      reached: home.all <= 50 * 1024 && home.requests <= 8,
    },
  ]
}

import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { chromiumArgs, chromiumPath } from './chromium.ts'
import type { Tunnel } from './tunnel.ts'

/** A browser that remembers, as the one in a pocket does: it can be killed in the middle of anything, and opened again. */
export const ownPhone = (tunnel: Pick<Tunnel, 'proxy'>) => {
  const folder = mkdtempSync(join(tmpdir(), 'handrail-phone-'))
  let kill: (() => Promise<void>) | undefined
  let close: (() => Promise<void>) | undefined

  const open = async (): Promise<Page> => {
    const proxying = [`--proxy-server=${tunnel.proxy}`, '--proxy-bypass-list=<-loopback>']
    const shape = ['--headless=new', '--window-size=360,740', '--remote-debugging-port=0', `--user-data-dir=${folder}`]
    const child = spawn(chromiumPath(), [...chromiumArgs, ...proxying, ...shape, 'about:blank'], { stdio: ['ignore', 'ignore', 'pipe'], detached: true })
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    kill = async () => {
      // The whole of it at once, with no word of farewell: that is what a phone does that runs out of memory.
      if (child.pid) process.kill(-child.pid, 'SIGKILL')
      await gone
      kill = undefined
    }
    const address = await new Promise<string>((resolve, reject) => {
      let said = ''
      child.stderr.on('data', (chunk: Buffer) => {
        said += chunk
        const [, found] = said.match(/DevTools listening on (ws:\S+)/) ?? []
        if (found) resolve(found)
      })
      child.once('exit', () => reject(new Error(`Chromium ended:\n${said}`)))
    })
    const browser = await chromium.connectOverCDP(address)
    close = async () => {
      await (await browser.newBrowserCDPSession()).send('Browser.close')
      await gone
      kill = undefined
    }
    const [context] = browser.contexts()
    if (!context) throw new Error('Chromium has no window.')
    const page = context.pages()[0] ?? (await context.newPage())
    await page.setViewportSize({ width: 360, height: 740 })
    return page
  }

  return {
    open,
    /** In order: cookies reach the disk at once, and not within half a minute. */
    close: async () => close?.(),
    kill: async () => kill?.(),
    remove: async () => {
      await kill?.()
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const inPath = (name: string) => {
  const found = (process.env.PATH ?? '').split(':').map((folder) => `${folder}/${name}`)
  return found.find((path) => existsSync(path))
}

const systemChromium = () =>
  process.env.CHROMIUM ??
  ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map(inPath).find((path) => path !== undefined) ??
  ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'].find(existsSync)

const playwrightsOwn = () => {
  const path = chromium.executablePath()
  if (existsSync(path)) return path
  try {
    execFileSync(process.execPath, [new URL(import.meta.resolve('playwright-core/cli.js')).pathname, 'install', 'chromium'], {
      stdio: 'ignore',
      timeout: 300_000,
    })
  } catch {
    return undefined
  }
  return existsSync(path) ? path : undefined
}

const fromDebian = () => {
  if (!existsSync('/etc/debian_version') || process.getuid?.() !== 0) return undefined
  console.log('Installing Chromium with apt-get, for the journeys in a browser.')
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  execFileSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env: environment })
  execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { stdio: 'ignore', env: environment })
  return inPath('chromium')
}

/** Where Chromium is: the system's, else Playwright's download, else Debian's package. Throws what to install. */
export const chromiumPath = (): string => {
  const path = systemChromium() ?? playwrightsOwn() ?? fromDebian()
  if (!path) throw new Error('No Chromium was found. Install one, or set CHROMIUM to its path.')
  return path
}

export const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
]

/** A headless Chromium that forgets everything when it closes; `more` are arguments beside the usual ones. */
export const openBrowser = (more: readonly string[] = []): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumPath(), args: [...chromiumArgs, ...more] })

/**
 * The same, whose pages get no service worker: where signal is not what is tried, one would only send and fetch beside the
 * page, and hold up the closing of its window.
 */
export const openBrowserWithoutWorkers = async (): Promise<Browser> => {
  const browser = await openBrowser()
  const open = browser.newContext.bind(browser)
  browser.newContext = (options) => open({ serviceWorkers: 'block', ...options })
  return browser
}

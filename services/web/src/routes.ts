import { createLog } from '@handrail/runtime'
import { loadApp } from './bundle.ts'
import { readWebConfig } from './config.ts'

export type WebRoute = { method: string; path: string }

/** What a browser can ask for, as its route is written: `/courses/:courseId`. Assets, the API and health stand aside. */
export const webRoutes = async (): Promise<WebRoute[]> => {
  const buildApp = await loadApp()
  const there = 'http://127.0.0.1:9'
  const config = readWebConfig({
    PORT: '0',
    PUBLIC_URL: there,
    PEOPLE_URL: there,
    BASELINES_URL: there,
    CATALOGUE_URL: there,
    PROGRESS_URL: there,
    NOTIFICATIONS_URL: there,
    LOG_LEVEL: 'silent',
  })
  const assets = { byName: new Map(), byPath: new Map() }
  const app = buildApp({ config, assets, log: createLog('web', config.log), ready: async () => ({ ready: true, missing: [] }) })
  const isForBrowsers = (path: string) => !/\*|^\/(api|assets|healthz|readyz|sw\.js)\b/.test(path)
  const once = new Map(app.routes.filter(({ path }) => isForBrowsers(path)).map(({ method, path }) => [`${method} ${path}`, { method, path }]))
  return [...once.values()]
}

/** Every page that can be opened. What is downloaded is no page. */
export const pageRoutes = async (): Promise<string[]> =>
  (await webRoutes()).flatMap(({ method, path }) => (method === 'GET' && !path.includes('.') ? [path] : [])).sort()

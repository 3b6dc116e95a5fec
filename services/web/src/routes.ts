import { createLog } from '@handrail/runtime'
import { loadApp } from './bundle.ts'
import { readWebConfig } from './config.ts'

/** Every page that can be opened, as its route is written: `/courses/:courseId`. Files, the API and health are no pages. */
export const pageRoutes = async (): Promise<string[]> => {
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
  const isPage = (path: string) => !/[*.]|^\/(api|assets|healthz|readyz)\b/.test(path)
  return [...new Set(app.routes.filter(({ method, path }) => method === 'GET' && isPage(path)).map(({ path }) => path))].sort()
}

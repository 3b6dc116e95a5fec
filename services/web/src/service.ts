import { services } from '@handrail/contracts'
import { serve } from '@handrail/http'
import { createLog, type RunningService } from '@handrail/runtime'
import { bundleAssets, endBundling, loadApp } from './bundle.ts'
import { readWebConfig } from './config.ts'

/** Starts the web front. `stop` takes no new request and lets the running ones finish. */
export const start = async (env: Record<string, string | undefined>): Promise<RunningService> => {
  const config = readWebConfig(env)
  const log = createLog('web', config.log)
  const [assets, buildApp] = await Promise.all([bundleAssets(), loadApp()])
  await endBundling()

  const answers = async (url: string) => {
    try {
      return (await fetch(`${url}/healthz`, { redirect: 'manual', signal: AbortSignal.timeout(2_000) })).ok
    } catch {
      return false
    }
  }
  const ready = async () => {
    const up = await Promise.all(services.map((service) => answers(config.serviceUrls[service])))
    const missing = services.filter((_, index) => !up[index])
    return { ready: missing.length === 0, missing }
  }

  const listening = await serve(buildApp({ config, assets, log, ready }).fetch, { host: config.host, port: config.port })
  log.info({ url: listening.url }, 'ready')
  return {
    url: listening.url,
    ready,
    stop: async () => {
      await listening.close()
      log.flush()
    },
  }
}

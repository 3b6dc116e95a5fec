import type { TestProject } from 'vitest/node'
import { runPlatform, temporaryData } from '../running-platform.ts'

declare module 'vitest' {
  interface ProvidedContext {
    platform: { web: string; inbox: string; notifications: string; serviceSecret: string }
  }
}

/** One platform with the demo agency for all journeys, as `pnpm start` runs it. That it stops in order is a test, too. */
export default async (project: TestProject) => {
  const { dataFolder, remove } = temporaryData()
  const platform = await runPlatform(dataFolder)
  const { web, inbox, services } = platform.urls
  project.provide('platform', { web, inbox: inbox ?? '', notifications: services.notifications, serviceSecret: platform.serviceSecret })
  return async () => {
    await platform.stop()
    remove()
  }
}

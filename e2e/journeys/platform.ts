import { join } from 'node:path'
import { foundNeighbourOn } from '@handrail/local'
import type { TestProject } from 'vitest/node'
import { runPlatform, temporaryData } from '../running-platform.ts'

declare module 'vitest' {
  interface ProvidedContext {
    platform: {
      web: string
      inbox: string
      notifications: string
      serviceSecret: string
      /** As its administrator, for what no clock can be waited for. */
      postgres: string
      /** Everything that listens. */
      listening: string[]
      /** Another agency beside the demo's. */
      neighbour: Awaited<ReturnType<typeof foundNeighbourOn>>
      /** And a third, in which tests of who may do what may change anything. */
      anchorage: Awaited<ReturnType<typeof foundNeighbourOn>>
      /** A fourth, at which anything may be thrown. */
      lighthouse: Awaited<ReturnType<typeof foundNeighbourOn>>
      /** A fifth, with a team of more than sixty. */
      crowd: Awaited<ReturnType<typeof foundNeighbourOn>>
      /** Each service's own address, behind the public one. */
      services: Record<string, string>
      nats: string
      /** Where the log of every service and server is. */
      logFolder: string
    }
  }
}

/** One platform with the demo agency for all journeys, as `pnpm start` runs it. That it stops in order is a test, too. */
export default async (project: TestProject) => {
  const { dataFolder, remove } = temporaryData()
  const platform = await runPlatform(dataFolder)
  const { services, web, ...servers } = platform.urls
  project.provide('platform', {
    web,
    inbox: servers.inbox ?? '',
    notifications: services.notifications,
    serviceSecret: platform.serviceSecret,
    postgres: servers.postgres,
    listening: [...Object.values(servers), ...Object.values(services)].filter((url) => url !== null),
    neighbour: await foundNeighbourOn(dataFolder, 'escale'),
    anchorage: await foundNeighbourOn(dataFolder, 'ancrage'),
    lighthouse: await foundNeighbourOn(dataFolder, 'phare'),
    crowd: await foundNeighbourOn(dataFolder, 'foule'),
    services,
    nats: servers.nats,
    logFolder: join(dataFolder, 'log'),
  })
  return async () => {
    await platform.stop()
    remove()
  }
}

import type { TestProject } from 'vitest/node'
import { startTestServers } from './servers.ts'

/** Vitest's global set-up: one PostgreSQL and one NATS for the whole run. */
export default async (project: TestProject) => {
  const servers = await startTestServers()
  project.provide('postgresUrl', servers.postgresUrl)
  project.provide('natsUrl', servers.natsUrl)
  return servers.stop
}

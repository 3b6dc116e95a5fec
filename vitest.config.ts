import { defineConfig } from 'vitest/config'

const servers = './packages/testing/src/global-setup.ts'
/** What is polled for comes late on a busy machine. */
const patient = { poll: { timeout: 15_000 } }
const onServers = { globalSetup: [servers], fileParallelism: false, testTimeout: 60_000, hookTimeout: 180_000, expect: patient }

export default defineConfig({
  test: {
    projects: [
      // Some read the whole library or run properties: on a busy machine five seconds are not enough.
      { test: { name: 'unit', include: ['{packages,services,infra}/**/src/**/*.test.{ts,tsx}', 'infra/rules/**/*.test.ts'], testTimeout: 30_000 } },
      { test: { name: 'integration', include: ['{packages,services,infra}/*/test/**/*.test.ts'], ...onServers } },
      {
        test: {
          name: 'journeys',
          include: ['e2e/journeys/**/*.test.ts'],
          globalSetup: ['./e2e/journeys/platform.ts'],
          setupFiles: ['./e2e/journeys/codes-again.ts'],
          fileParallelism: false,
          // A browser on a busy machine may miss a beat: once more, and no oftener.
          retry: 1,
          expect: patient,
          testTimeout: 60_000,
          hookTimeout: 240_000,
        },
      },
      { test: { name: 'chaos', include: ['e2e/chaos/**/*.test.ts'], fileParallelism: false, testTimeout: 600_000 } },
    ],
  },
})

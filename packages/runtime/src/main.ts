import type { RunningService } from './run-service.ts'

/** For a service's `main.ts`: starts it, drains it on SIGTERM and SIGINT, and says in one line why it cannot start. */
export const runMain = async (start: (env: Record<string, string | undefined>) => Promise<RunningService>): Promise<void> => {
  try {
    const service = await start(process.env)
    const stop = async () => {
      await service.stop()
      process.exit(0)
    }
    process.once('SIGTERM', stop)
    process.once('SIGINT', stop)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  }
}

import { inject } from 'vitest'
import { openStageOn } from './stage.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string
    natsUrl: string
  }
}

/** The stage of a test file, on the servers of the test run. */
export const openStage = () => openStageOn({ postgresUrl: inject('postgresUrl'), natsUrl: inject('natsUrl') })

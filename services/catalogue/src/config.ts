import { ServiceConfig } from '@handrail/runtime'
import { z } from 'zod'

export const Config = ServiceConfig.extend({
  /** Publish the sector's courses and paths at start. */
  STARTER_LIBRARY: z.stringbool().default(true),
})
export type Config = z.infer<typeof Config>

import { ServiceConfig } from '@handrail/runtime'
import { z } from 'zod'

export const Config = ServiceConfig.extend({
  /** Load the sector's framework and floors at start. */
  STARTER_LIBRARY: z.stringbool().default(true),
})
export type Config = z.infer<typeof Config>

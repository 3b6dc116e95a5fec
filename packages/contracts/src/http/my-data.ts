import { z } from 'zod'
import { Instant } from '../words.ts'
import { BaselinesExport } from './baselines.ts'
import { Plan } from './catalogue.ts'
import { NotificationsExport } from './notifications.ts'
import { PeopleExport } from './people.ts'
import { ProgressExport } from './progress.ts'

/**
 * The file that a person takes with them: all that Handrail holds of them, and nobody else. Each service's part is its own
 * `…/export`; the catalogue's is the plan, the rest it holds being copies of the other parts.
 */
export const MyData = z.strictObject({
  format: z.literal('handrail-my-data'),
  version: z.literal(1),
  madeAt: Instant,
  people: PeopleExport,
  baselines: BaselinesExport,
  plan: Plan.nullable(),
  progress: ProgressExport,
  notifications: NotificationsExport,
})
export type MyData = z.infer<typeof MyData>

import { z } from 'zod'

export const Preferences = z.strictObject({ digest: z.boolean() })
/** For operators and the demo: sends every digest that is due, and with `evenIfNotDue` the current period's too. */
export const DigestRunRequest = z.strictObject({ evenIfNotDue: z.boolean() })
export const DigestRun = z.object({ sent: z.int(), nothingToSay: z.int(), failed: z.int(), alreadySent: z.int() })

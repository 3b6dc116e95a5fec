import { z } from 'zod'
import { DigestSection } from '../events/notifications.ts'
import { Day, Instant } from '../words.ts'

const Hour = z.int().min(0).max(23)
/** 1 is Monday, 7 is Sunday (ISO 8601). */
const Weekday = z.int().min(1).max(7)

/**
 * No mail is sent from one hour to the other, by the person's own clock. It begins on each of these days, and ends the next
 * day where `to` is not later than `from`; the same hour twice is a whole day.
 */
export const QuietHours = z
  .strictObject({ from: Hour, to: Hour, days: z.array(Weekday).min(1).max(7) })
  .refine(({ from, to, days }) => from !== to || new Set(days).size < 7, { error: 'leaves no hour for mail', path: ['days'] })
export type QuietHours = z.infer<typeof QuietHours>

export const Preferences = z.strictObject({
  digest: z.enum(['weekly', 'fortnightly', 'never']),
  /** What the digest may speak of. */
  sections: z.array(DigestSection).min(1).max(3),
  /** When a question of mine is answered: a mail of its own, or a line in the digest. */
  helpAnswers: z.enum(['at-once', 'with-digest']),
  quietHours: QuietHours.nullable(),
})
export type Preferences = z.infer<typeof Preferences>
/** Only what is given changes. */
export const PreferencesChange = Preferences.partial()

/** For operators and the demo: sends every digest that is due, and with `evenIfNotDue` the current period's too. */
export const DigestRunRequest = z.strictObject({ evenIfNotDue: z.boolean() })
export const DigestRun = z.object({ sent: z.int(), nothingToSay: z.int(), failed: z.int(), alreadySent: z.int() })

/** All that notifications holds of a person. */
export const NotificationsExport = z.strictObject({
  preferences: Preferences,
  /** Since when we do not write, for the mailbox refused our mail. */
  silentSince: Instant.nullable(),
  mails: z.array(z.strictObject({ week: Day, about: z.enum(['digest', 'answer']), state: z.string(), lastTriedAt: Instant.nullable() })),
})
export type NotificationsExport = z.infer<typeof NotificationsExport>

/** At most `most` tries in `minutes`; the count starts anew afterwards. */
export type TryLimit = { name: string; most: number; minutes: number }

/**
 * A code is one of a million and takes five tries. Whoever knows an address gets 20 tries an hour, so a year of guessing
 * succeeds once in six; the mails stay bearable, and the limits over all addresses stop a flood.
 */
export const tryLimits = {
  codesForAddress: { name: 'codes', most: 5, minutes: 10 },
  codesInAll: { name: 'codes', most: 300, minutes: 1 },
  triesForAddress: { name: 'tries', most: 20, minutes: 60 },
  triesInAll: { name: 'tries', most: 600, minutes: 1 },
} as const satisfies Record<string, TryLimit>

export const TRIES_PER_CODE = 5
export const CODE_MINUTES = 10

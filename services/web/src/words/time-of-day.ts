import type { Words } from './words.ts'

/** `14:32` or `14 h 32`, in the person's zone. */
export const timeOfDay = ({ language }: Words, instant: string, timeZone: string) =>
  new Intl.DateTimeFormat(language === 'fr' ? 'fr-CA' : 'en-CA', { hour: 'numeric', minute: '2-digit', timeZone }).format(new Date(instant))

/** The day it is now, where the person is: `2026-12-04`. */
export const today = (now: Date, timeZone: string) => new Intl.DateTimeFormat('sv-SE', { timeZone }).format(now)

import type { QuietHours } from '@handrail/contracts'
import type { Words } from './words.ts'

const locales = { en: 'en-CA', fr: 'fr-CA' } as const
const HOUR = 3_600_000
/** A Monday. */
const MONDAY = Date.UTC(2024, 0, 1)

/** 8 a.m. or 8 h; the two that are mistaken for each other by name. */
export const hourName = ({ language, t }: Words, hour: number): string => {
  if (hour === 0) return t('mail.midnight')
  if (hour === 12) return t('mail.noon')
  return new Intl.DateTimeFormat(locales[language], { hour: 'numeric', timeZone: 'UTC' })
    .format(hour * HOUR)
    .replace(/^0/, '')
    .replaceAll(/\s/g, '\u00a0')
}

/** Monday, lundi. 1 is Monday. */
export const dayName = ({ language }: Words, weekday: number): string =>
  new Intl.DateTimeFormat(locales[language], { weekday: 'long', timeZone: 'UTC' }).format(MONDAY + (weekday - 1) * 24 * HOUR)

const daysInWords = (words: Words, days: readonly number[]) => {
  if (days.length === 7) return words.t('mail.days-every')
  if (days.join() === '1,2,3,4,5') return words.t('mail.days-work')
  return words.list(days.map((weekday) => words.t('mail.on-day', { day: dayName(words, weekday) })))
}

/** No mail from 6 p.m. to 8 a.m., Monday to Friday. */
export const quietSentence = (words: Words, quiet: QuietHours | null): string => {
  if (!quiet) return words.t('mail.quiet-off')
  const { from, to, days } = quiet
  const isWholeDay = from === 0 && to === 0
  const hours = isWholeDay ? words.t('mail.hours-all-day') : words.t('mail.hours', { from: hourName(words, from), to: hourName(words, to) })
  return words.t('mail.quiet-on', { hours, days: daysInWords(words, days) })
}

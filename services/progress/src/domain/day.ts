/** A calendar day, `2026-12-04`. */
export type Day = string

const DAY_MS = 24 * 60 * 60 * 1000
const formats = new Map<string, Intl.DateTimeFormat>()

const formatOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone)
  if (known) return known
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const
  const format = new Intl.DateTimeFormat('en-CA', { ...parts, timeZone })
  formats.set(timeZone, format)
  return format
}

/** The day it is somewhere; in UTC where the time zone is not one. */
export const dayIn = (at: Date, timeZone: string): Day => {
  try {
    return formatOf(timeZone).format(at)
  } catch {
    return at.toISOString().slice(0, 10)
  }
}

export const addDays = (day: Day, days: number): Day => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)

export const daysBefore = (at: Date, days: number): Date => new Date(at.getTime() - days * DAY_MS)

export const latest = (days: readonly Day[], otherwise: Day): Day => [otherwise, ...days].sort().at(-1) ?? otherwise

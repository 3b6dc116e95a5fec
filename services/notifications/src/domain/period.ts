/** A digest is about one week and named by the Monday it begins with, in the person's time zone. */
export type Period = { period: string; dueAt: Date }

const DUE_HOUR = 8
const DAY = 86_400_000

const formats = new Map<string, Intl.DateTimeFormat>()

const formatOf = (timeZone: string): Intl.DateTimeFormat => {
  let format = formats.get(timeZone)
  if (!format) {
    // Swedish writes `2026-11-02 08:00:00`.
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
    formats.set(timeZone, format)
  }
  return format
}

/** What the clock on the wall shows, as if the wall were in Greenwich: good for counting days, not an instant. */
export const wallClock = (instant: Date, timeZone: string): Date => new Date(`${formatOf(timeZone).format(instant).replace(' ', 'T')}Z`)

/** The instant at which the wall shows `wall`. Where the wall skips it, an hour beside it; where it comes twice, one of the two. */
export const instantOf = (wall: Date, timeZone: string): Date => {
  const offsetAt = (instant: Date) => wallClock(instant, timeZone).getTime() - instant.getTime()
  const near = new Date(wall.getTime() - offsetAt(wall))
  return new Date(wall.getTime() - offsetAt(near))
}

/** The calendar day it is for somebody: `2026-12-04`. */
export const dayAt = (now: Date, timeZone: string): string => wallClock(now, timeZone).toISOString().slice(0, 10)

/** The day so many weeks after a day. */
export const weeksAfter = (day: string, weeks: number): string => new Date(Date.parse(day) + weeks * 7 * DAY).toISOString().slice(0, 10)

/** The week it is for somebody, and when its digest falls due: Monday at 08:00. */
export const periodAt = (now: Date, timeZone: string): Period => {
  const wall = wallClock(now, timeZone)
  const midnight = Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth(), wall.getUTCDate())
  const monday = new Date(midnight - ((wall.getUTCDay() + 6) % 7) * DAY)
  return { period: monday.toISOString().slice(0, 10), dueAt: instantOf(new Date(monday.getTime() + DUE_HOUR * 3_600_000), timeZone) }
}

export const isTimeZone = (name: string): boolean => {
  try {
    return Boolean(formatOf(name))
  } catch {
    return false
  }
}

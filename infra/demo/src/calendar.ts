const DAY_MS = 24 * 60 * 60 * 1000

/** Moments of the months before today, at an hour of the day when an agency in Ontario works. */
export type Calendar = { now: Date; daysAgo(days: number, minutes?: number): Date; dayAhead(days: number): string }

export const calendarOf = (now: Date): Calendar => ({
  now,
  daysAgo: (days, minutes = 0) => {
    const day = new Date(now.getTime() - days * DAY_MS)
    day.setUTCHours(15, 0, 0, 0)
    const moment = new Date(day.getTime() + minutes * 60_000)
    return moment < now ? moment : new Date(now.getTime() - 60_000)
  },
  dayAhead: (days) => new Date(now.getTime() + days * DAY_MS).toISOString().slice(0, 10),
})

import type { QuietHours } from '@handrail/contracts'
import { instantOf, wallClock } from './period.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** As many whole days may follow each other; the eighth would be a week without an hour for mail. */
const MOST_SPANS = 8

const weekdayOf = (wall: number) => new Date(wall).getUTCDay() || 7
const midnightOf = (wall: number) => Math.floor(wall / DAY) * DAY

/** When the span that holds this moment ends, on the wall; it began today or yesterday. */
const endOfSpan = (wall: number, { from, to, days }: QuietHours): number | null => {
  const length = ((to - from + 24) % 24 || 24) * HOUR
  for (const day of [midnightOf(wall) - DAY, midnightOf(wall)]) {
    const start = day + from * HOUR
    if (days.includes(weekdayOf(day)) && start <= wall && wall < start + length) return start + length
  }
  return null
}

/** Until when no mail is sent to somebody; null when it may be sent now. Always later than now, also where clocks change. */
export const quietUntil = (now: Date, timeZone: string, quiet: QuietHours | null): Date | null => {
  if (!quiet) return null
  let end = endOfSpan(wallClock(now, timeZone).getTime(), quiet)
  if (end === null) return null
  for (let spans = 1; spans < MOST_SPANS; spans++) {
    const further = endOfSpan(end, quiet)
    if (further === null) break
    end = further
  }
  const until = instantOf(new Date(end), timeZone)
  return until > now ? until : new Date(now.getTime() + HOUR)
}

import { DEFAULT_MINUTES_PER_WEEK } from '@handrail/contracts'
import { addDays, type Day } from './day.ts'

export type MinutesKnown = { protectedMinutes: number | null; saidMinutes: number | null }

/** Protected time wins over what the person said. No minutes at all gives no date, so zero counts as not known. */
export const minutesAWeek = ({ protectedMinutes, saidMinutes }: MinutesKnown): number => protectedMinutes || saidMinutes || DEFAULT_MINUTES_PER_WEEK

/** The day on which so many minutes are done, beginning today. */
export const finishDay = (minutesLeft: number, minutesPerWeek: number, today: Day): Day => addDays(today, Math.ceil((minutesLeft * 7) / minutesPerWeek))

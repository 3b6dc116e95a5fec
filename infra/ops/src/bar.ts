import type { Progress } from './command.ts'

const CELLS = 24

/** One line for a terminal of so many `columns`: a bar where it is known how much there is, and what is being done. */
export const barLine = (line: string, share: number | undefined, columns: number): string => {
  if (share === undefined) return line.slice(0, columns)
  const done = Math.min(1, Math.max(0, share))
  const full = Math.floor(done * CELLS)
  const percent = `${Math.floor(done * 100)}`.padStart(3)
  return `[${'#'.repeat(full)}${'.'.repeat(CELLS - full)}] ${percent} %  ${line}`.slice(0, columns)
}

/** The progress of a part that is that much of the whole. */
export const partOf =
  (progress: Progress, from: number, to: number): Progress =>
  (line, share = 0) =>
    progress(line, from + share * (to - from))

/** What becomes of something that was sent: it is taken, it never will be, it waits alone, or all wait for better times. */
export type Verdict = 'taken' | 'refused' | 'later' | 'stop'

const WAITS_ALONE = 'course-version-unknown'

/** Reads an answer. Who is signed out or somebody else, a busy server and one that is away lose nothing: all of it waits. */
export const verdictOf = (status: number, code: unknown): Verdict => {
  if (status >= 200 && status < 300) return 'taken'
  if (code === WAITS_ALONE) return 'later'
  if (status >= 500 || status < 400 || [401, 403, 408, 425, 429].includes(status)) return 'stop'
  return 'refused'
}

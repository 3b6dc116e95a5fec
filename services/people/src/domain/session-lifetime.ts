const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const shared = { idle: HOUR, absolute: 8 * HOUR }
const own = { idle: 30 * DAY, absolute: 90 * DAY }

/** How long a token speaks for a person without asking again. */
const TOKEN_MINUTES = 5

/** A session ends when it rests too long, and at the latest some time after it began; sooner on a shared device. */
export const sessionEnd = (session: { startedAt: Date; sharedDevice: boolean }, now: Date): Date => {
  const { idle, absolute } = session.sharedDevice ? shared : own
  return new Date(Math.min(now.getTime() + idle, session.startedAt.getTime() + absolute))
}

export const tokenEnd = (now: Date): Date => new Date(now.getTime() + TOKEN_MINUTES * MINUTE)

import { LRUCache } from 'lru-cache'

export class TooManyRequests extends Error {
  readonly retryAfterSeconds: number
  /** Whether it is the first one refused in its window: a flood is one line in the log. */
  readonly isFirst: boolean
  constructor(retryAfterSeconds: number, isFirst: boolean) {
    super('too many requests')
    this.retryAfterSeconds = retryAfterSeconds
    this.isFirst = isFirst
  }
}

/** Counts tries per key in a window of time, in memory: a first net, for people counts too and for every replica. */
export const createRateLimit = (most: number, windowMs: number, now: () => number = Date.now) => {
  const windows = new LRUCache<string, { count: number; endsAt: number }>({ max: 50_000 })
  return (key: string) => {
    const at = now()
    let window = windows.get(key)
    if (!window || window.endsAt <= at) {
      window = { count: 0, endsAt: at + windowMs }
      windows.set(key, window)
    }
    window.count += 1
    if (window.count > most) throw new TooManyRequests(Math.ceil((window.endsAt - at) / 1_000), window.count === most + 1)
  }
}

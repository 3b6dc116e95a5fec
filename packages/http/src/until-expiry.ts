/**
 * Keeps values until they expire (milliseconds since 1970), `most` of them; beyond that it starts anew. What has expired
 * goes when something is added, for a process runs for months.
 */
export const untilExpiry = <Value>(most: number) => {
  const kept = new Map<string, { value: Value; expiresAt: number }>()
  const forgetExpired = (now: number) => {
    // In the order they came, which is that in which they expire where all live equally long.
    for (const [key, { expiresAt }] of kept) {
      if (expiresAt > now) return
      kept.delete(key)
    }
  }
  return {
    get: (key: string, now: number): Value | undefined => {
      const found = kept.get(key)
      return found && found.expiresAt > now ? found.value : undefined
    },
    set: (key: string, value: Value, expiresAt: number, now: number) => {
      forgetExpired(now)
      if (kept.size >= most) kept.clear()
      kept.delete(key)
      kept.set(key, { value, expiresAt })
    },
    get size() {
      return kept.size
    },
  }
}

const base = 'http://handrail.invalid'

/**
 * A place on this site to go back to, or null. Refuses other sites in every spelling (`//x`, `/\x`, `https:x`),
 * and places that are no page.
 */
export const localPath = (value: unknown): string | null => {
  if (typeof value !== 'string' || !value.startsWith('/') || value.length > 500) return null
  if (/[\\\s\p{Cc}]/u.test(value)) return null
  let url: URL
  try {
    url = new URL(value, base)
  } catch {
    return null
  }
  if (url.origin !== base || url.pathname.startsWith('//')) return null
  if (/^\/(api|assets|language|sign-in|sign-out)(\/|$)/.test(url.pathname)) return null
  return url.pathname + url.search
}

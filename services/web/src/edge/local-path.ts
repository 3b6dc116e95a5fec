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

/** Whether an address can be one of our pages: they are made of ids. What else was typed leads nowhere, and into no header. */
export const isPagePath = (path: string): boolean => /^[\w~./-]*$/.test(path)

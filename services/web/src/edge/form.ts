import type { Context } from 'hono'

/** The fields of a posted form. Files are never taken. */
export const formOf = async (c: Context): Promise<URLSearchParams> =>
  (c.req.header('content-type') ?? '').startsWith('application/x-www-form-urlencoded') ? new URLSearchParams(await c.req.text()) : new URLSearchParams()

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The Idempotency-Key that was made with the page; a new one when the field was tampered with. */
export const onceKey = (form: URLSearchParams) => {
  const key = form.get('key') ?? ''
  return UUID.test(key) ? key : crypto.randomUUID()
}

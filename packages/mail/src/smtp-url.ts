/**
 * Reads `smtp://user:pass@host:587` or `smtps://…:465`. With a password and no TLS from the start, STARTTLS is demanded
 * (RFC 8314 §3.3), except on this machine. Throws an Error that does not repeat the address, which may hold a password.
 */
export function readSmtpUrl(smtpUrl: string) {
  const url = URL.parse(smtpUrl)
  if (!url || !['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '' || url.search !== '') {
    throw new Error('The SMTP address must look like smtp://host:port or smtps://user:password@host:port.')
  }
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const secure = url.protocol === 'smtps:'
  const connection = { host, port: Number(url.port) || (secure ? 465 : 587), secure }
  if (url.username === '') return connection
  const auth = { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) }
  return { ...connection, auth, requireTLS: !secure && !['localhost', '127.0.0.1', '::1'].includes(host) }
}

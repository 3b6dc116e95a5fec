/** A mail that must not be sent as it is. Nothing of it was sent. The message names the field and never its value. */
export class UnsafeMailError extends Error {
  override readonly name = 'UnsafeMailError'
}

// Set by the mailer or by MIME composing; taking them from a caller would let one field overrule another.
const reserved =
  /^(from|sender|to|cc|bcc|reply-to|return-path|subject|date|message-id|mime-version|content-.*|received|list-unsubscribe.*|auto-submitted|dkim-.*|resent-.*)$/i
const fieldName = /^[!-9;-~]{1,76}$/
const address = /^[^\s<>()[\]\\,;:"@]+@[^\s<>()[\]\\,;:"@]+$/
const messageIdForm = /^<[^\s<>()[\]\\,;:"@]+@[^\s<>()[\]\\,;:"@]+>$/

/** Refuses control characters, line breaks above all: one would begin a header of the attacker's (CWE-93, RFC 5322 §2.2). */
export function checkLine(field: string, value: string): string {
  if (/[\p{Cc}\u2028\u2029]/u.test(value)) throw new UnsafeMailError(`${field} holds a line break or control character.`)
  return value
}

/** Accepts one bare address: no display name, no list, no comment, no quoted local part (RFC 5321 §4.1.2). */
export function checkAddress(field: string, value: string): string {
  if (!address.test(checkLine(field, value))) throw new UnsafeMailError(`${field} is not one plain mail address.`)
  return value
}

/** Accepts `<local@domain>` (RFC 5322 §3.6.4). */
export function checkMessageId(value: string): string {
  if (!messageIdForm.test(checkLine('messageId', value))) throw new UnsafeMailError('messageId must look like <local@domain>.')
  return value
}

/** Accepts a caller's own headers, e.g. `X-Handrail-Period`; refuses those that the mailer sets itself. */
export function checkHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const checked: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (!fieldName.test(name)) throw new UnsafeMailError('A header name may hold only printable ASCII without a colon.')
    if (reserved.test(name)) throw new UnsafeMailError(`The header ${name} is set by the mailer.`)
    checked[name] = checkLine(`The header ${name}`, value)
  }
  return checked
}

/**
 * The two headers of one-click unsubscribing (RFC 8058). The mail program POSTs `List-Unsubscribe=One-Click` to `url`, so
 * the route must need no sign-in. Takes https, or http on this machine. The relay's DKIM signature must cover both headers.
 */
export function unsubscribeHeaders(url: string): Record<string, string> {
  const parsed = URL.parse(checkLine('listUnsubscribe.url', url))
  const local = parsed !== null && ['localhost', '127.0.0.1', '[::1]'].includes(parsed.hostname)
  if (!parsed || !(parsed.protocol === 'https:' || (parsed.protocol === 'http:' && local)) || /[\s<>,]/.test(url)) {
    throw new UnsafeMailError('listUnsubscribe.url must be an https address (RFC 8058 §3.1).')
  }
  return { 'List-Unsubscribe': `<${url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
}

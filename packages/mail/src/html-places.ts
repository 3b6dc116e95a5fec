import { withoutTurning } from './one-line.ts'
import { type Encode, TemplateError, tagPattern } from './sections.ts'

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Escapes for HTML text and for quoted attributes (OWASP XSS prevention, rules 1 and 2). */
const escapeHtml: Encode = (value) => {
  const text = withoutTurning(value)
  return /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (c) => escapes[c] ?? c) : text
}

const escapeUrl: Encode = (value) => {
  if (!/^(https?:\/\/|mailto:)/i.test(value)) throw new TemplateError('A link must begin with https://, http:// or mailto:.')
  return escapeHtml(value)
}

// Outlook's conditional comments hold real markup, so they are read as a tag's worth of text, not skipped as comments.
const piece =
  /(?<skipped><!--\[if[^\]]*\]>(?:<!-->)?|<!--[\s\S]*?-->|<![^>]*>|<(style|script)\b[\s\S]*?<\/\2\s*>)|(?<tag><\/?[a-z](?:[^"'>]|"[^"]*"|'[^']*')*>)/gi
const attribute = /([^\s"'=<>/]+)\s*=\s*("[^"]*"|'[^']*')/g
const unsafeAttribute = /^(style|srcset|srcdoc|on.*)$/i
const urlAttribute = /^(href|src|action|background|formaction)$/i

/**
 * Finds how to encode each value of an HTML template, by where its tag stands. Text and quoted attributes are escaped;
 * a tag that begins a link takes only web and mail addresses. Throws TemplateError for a value in CSS, in a script, in a
 * comment or in an unquoted attribute, and for a section mark inside an element's tag: no escaping is safe there.
 */
export function encodersOf(html: string): (offset: number, name: string) => Encode {
  const places = new Map<number, Encode>()
  let end = 0
  const textUpTo = (offset: number) => {
    for (const tag of html.slice(end, offset).matchAll(tagPattern())) places.set(end + tag.index, escapeHtml)
  }
  for (const match of html.matchAll(piece)) {
    textUpTo(match.index)
    end = match.index + match[0].length
    const inQuotes = match.groups?.tag === undefined ? new Map<number, Encode>() : attributeEncoders(match[0], match.index)
    for (const tag of match[0].matchAll(tagPattern())) {
      const encode = tag[1] === '' ? inQuotes.get(match.index + tag.index) : undefined
      if (!encode) throw new TemplateError(`${tag[0]} stands where no value is safe: in CSS, a script, a comment or an element's tag.`)
      places.set(match.index + tag.index, encode)
    }
  }
  textUpTo(html.length)
  return (offset, name) => {
    const encode = places.get(offset)
    if (!encode) throw new TemplateError(`{{${name}}} stands where no value is safe.`)
    return encode
  }
}

function attributeEncoders(element: string, at: number): Map<number, Encode> {
  const places = new Map<number, Encode>()
  for (const match of element.matchAll(attribute)) {
    const [whole, name = '', quoted = ''] = match
    if (unsafeAttribute.test(name)) continue
    const start = at + match.index + whole.length - quoted.length + 1
    for (const tag of quoted.slice(1, -1).matchAll(tagPattern())) {
      places.set(start + tag.index, tag.index === 0 && urlAttribute.test(name) ? escapeUrl : escapeHtml)
    }
  }
  return places
}

/** A form as a page shows it, with what it would send. */
export type SeenForm = { method: string; action: string; fields: readonly (readonly [name: string, value: string])[] }

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }
const plain = (text: string) => text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? '')
const attribute = (tag: string, name: string) => {
  const [, value] = tag.match(new RegExp(`\\s${name}="([^"]*)"`)) ?? []
  return value === undefined ? undefined : plain(value)
}

/** The forms of one of our own pages, whose HTML is written by JSX: attributes in double quotes, nothing left open. */
export const formsOn = (html: string, place: string): SeenForm[] =>
  [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, tag = '', inside = '']) => ({
    method: (attribute(tag, 'method') ?? 'get').toUpperCase(),
    action: attribute(tag, 'action') ?? place,
    fields: [...inside.matchAll(/<(?:input|button|select|textarea)\b[^>]*>/g)].flatMap(([field]) => {
      const name = attribute(field, 'name')
      // Buttons that send the form elsewhere, as the one for the language does, are no fields of this one.
      return name === undefined || field.includes('formaction=') ? [] : [[name, attribute(field, 'value') ?? ''] as const]
    }),
  }))

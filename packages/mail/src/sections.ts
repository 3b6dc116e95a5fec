/** What a template can be filled with. A list repeats its section, an object or a true opens it once, '' or false or [] hides it. */
export type TemplateValue = string | number | boolean | TemplateValues | readonly (string | TemplateValues)[]
export interface TemplateValues {
  readonly [name: string]: TemplateValue
}

/** A template that cannot be compiled, or values that do not fit it. The message names the tag and never a value. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError'
}

/** Turns one value into text that is safe where its tag stands. */
export type Encode = (value: string) => string
export type Render = (values: TemplateValues) => string

type Part =
  | { kind: 'literal'; text: string }
  | { kind: 'value'; name: string; encode: Encode }
  | { kind: 'section'; name: string; inverted: boolean; parts: Part[] }
type Section = Extract<Part, { kind: 'section' }>
type Scope = { values: TemplateValues | string; outer: Scope | undefined }

/** The marks before a name: none for a value, `#` opens a section, `^` opens its opposite, `/` closes either. */
export const tagPattern = () => /(?<!\{)\{\{\s*([#^/]?)\s*([A-Za-z]\w*|\.)\s*\}\}(?!\})/g

/**
 * Compiles `{{name}}`, `{{#name}}…{{/name}}`, `{{^name}}…{{/name}}` and `{{.}}` (a list's plain item): the part of
 * Mustache (mustache(5)) that mails need, with no raw output and no lambdas, and stricter: an unknown name is an error.
 * `encodeAt` gets the offset of each value's tag in `source` and says how to encode there.
 * Throws TemplateError for a tag that does not parse or does not close; so does the result for a name without a value.
 */
export function compileSections(source: string, encodeAt: (offset: number, name: string) => Encode): Render {
  const root: Part[] = []
  const open: { section: Section; into: Part[] }[] = []
  let into = root
  let end = 0
  const literal = (text: string) => {
    if (text.includes('{{')) throw new TemplateError('A tag does not parse. Write {{name}}, {{#name}}, {{^name}} or {{/name}}.')
    if (text !== '') into.push({ kind: 'literal', text })
  }
  for (const tag of source.matchAll(tagPattern())) {
    const [whole, mark = '', name = ''] = tag
    literal(source.slice(end, tag.index))
    end = tag.index + whole.length
    if (mark === '') {
      into.push({ kind: 'value', name, encode: encodeAt(tag.index, name) })
    } else if (mark === '/') {
      const last = open.pop()
      if (last?.section.name !== name) throw new TemplateError(`{{/${name}}} closes a section that is not open there.`)
      into = last.into
    } else {
      const section: Section = { kind: 'section', name, inverted: mark === '^', parts: [] }
      into.push(section)
      open.push({ section, into })
      into = section.parts
    }
  }
  literal(source.slice(end))
  const left = open.at(-1)
  if (left) throw new TemplateError(`{{#${left.section.name}}} is never closed.`)
  return (values) => renderParts(root, { values, outer: undefined })
}

function renderParts(parts: readonly Part[], scope: Scope): string {
  let out = ''
  for (const part of parts) {
    if (part.kind === 'literal') out += part.text
    else if (part.kind === 'value') out += part.encode(textOf(part.name, scope))
    else out += renderSection(part, scope)
  }
  return out
}

function renderSection({ name, inverted, parts }: Section, scope: Scope): string {
  const value = lookUp(name, scope)
  const shown = isList(value) ? value.length > 0 : Boolean(value)
  if (inverted) return shown ? '' : renderParts(parts, scope)
  if (!shown) return ''
  if (!isList(value)) return renderParts(parts, typeof value === 'object' ? { values: value, outer: scope } : scope)
  let out = ''
  for (const item of value) out += renderParts(parts, { values: item, outer: scope })
  return out
}

// Array.isArray alone does not narrow a readonly array.
const isList = (value: TemplateValue): value is readonly (string | TemplateValues)[] => Array.isArray(value)

function textOf(name: string, scope: Scope): string {
  const value = lookUp(name, scope)
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  throw new TemplateError(`{{${name}}} needs a string or a number.`)
}

function lookUp(name: string, scope: Scope): TemplateValue {
  if (name === '.') {
    if (typeof scope.values === 'string') return scope.values
    throw new TemplateError('{{.}} stands only in a section whose list holds strings.')
  }
  for (let at: Scope | undefined = scope; at; at = at.outer) {
    if (typeof at.values === 'string' || !Object.hasOwn(at.values, name)) continue
    const value = at.values[name]
    if (value !== undefined && value !== null) return value
  }
  throw new TemplateError(`{{${name}}} has no value. Give one; '' or false or [] hides a section.`)
}

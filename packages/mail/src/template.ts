import mjml from 'mjml'
import { encodersOf } from './html-places.ts'
import { compileText } from './plain-text.ts'
import { compileSections, TemplateError, type TemplateValues } from './sections.ts'

/** A mail in one language, ready to be filled. Make it once, keep it as long as the process lives. */
export interface MailTemplate<Values extends TemplateValues = TemplateValues> {
  readonly html: (values: Values) => string
  readonly text: (values: Values) => string
}

export interface FilledMail {
  readonly html: string
  readonly text: string
}

/**
 * Compiles MJML with `{{tags}}` (see `compileSections`) into an HTML and a text part. MJML runs here and never again.
 * Sections around whole MJML elements stand in `<mj-raw>{{#late}}</mj-raw>` … `<mj-raw>{{/late}}</mj-raw>`; inside
 * `mj-text` and `mj-table` they stand as they are. Set the language with `<mjml lang="fr">`. No font is fetched from a
 * third party. Throws TemplateError for MJML that is not valid, for `mj-include` (MJML drops it without a word) and for
 * a tag that is malformed or stands where escaping cannot make a value safe.
 */
export async function compileTemplate<Values extends TemplateValues = TemplateValues>(source: string): Promise<MailTemplate<Values>> {
  if (/<\s*mj-include/i.test(source)) {
    throw new TemplateError('mj-include is not read. Put the parts together before compiling.')
  }
  const html = withoutIndentation(await htmlOf(source))
  return { html: compileSections(html, encodersOf(html)), text: compileText(html) }
}

/**
 * Fills a template. Every value is escaped in the HTML part and kept to one line in the text part.
 * Throws TemplateError when a name has no value or a link is no web or mail address; the message holds no value.
 */
export function fill<Values extends TemplateValues>(template: MailTemplate<Values>, values: Values): FilledMail {
  return { html: template.html(values), text: template.text(values) }
}

async function htmlOf(source: string): Promise<string> {
  try {
    const { html } = await mjml(source, { validationLevel: 'strict', keepComments: false, fonts: {} })
    return html
  } catch (cause) {
    throw new TemplateError('The MJML is not valid. The cause lists its lines.', { cause })
  }
}

// A third of MJML's output is indentation, sent with every mail; MJML's own `minify` takes over 100 ms.
const withoutIndentation = (html: string) => (/<(pre|textarea)\b/i.test(html) ? html : html.replace(/\s*\n\s*/g, '\n'))

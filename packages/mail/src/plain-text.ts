import { compile } from 'html-to-text'
import { withoutTurning } from './one-line.ts'
import { compileSections, type Render } from './sections.ts'

const inOwnCase = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
  selector,
  options: { uppercase: false, leadingLineBreaks: 2, trailingLineBreaks: 2 },
}))

// Angle brackets around addresses: RFC 3986, appendix C. No wrapping: a filled name would make the wrap wrong.
const toText = compile({
  wordwrap: false,
  formatters: {
    alternative: (element, _walk, builder) => builder.addInline(element.attribs.alt ?? ''),
    cell: (element, walk, builder) => {
      walk(element.children, builder)
      builder.addInline(' ')
    },
  },
  selectors: [
    ...inOwnCase,
    { selector: '[style*="display:none"]', format: 'skip' },
    { selector: 'img', format: 'alternative' },
    { selector: 'a', options: { linkBrackets: ['<', '>'], hideLinkHrefIfSameAsText: true } },
    { selector: 'tr', format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    { selector: 'th', format: 'cell' },
    { selector: 'td', format: 'cell' },
  ],
})

const sectionMarksAlone = /^[ \t]*((?:\{\{\s*[#^/][^}]*\}\}[ \t]*)+)(?:\n|$)/gm
const asText = (value: string) => {
  const text = withoutTurning(value)
  return /[^\S ]/.test(text) ? text.replace(/\s+/g, ' ') : text
}

/**
 * Makes the text part of an HTML template: converted once, tags and all, and then filled like the HTML. A line that holds
 * only section marks vanishes, and so do blank lines that a hidden section leaves. A value cannot start a line of its own.
 */
export function compileText(html: string): Render {
  const lines = toText(html)
  const source = lines.replace(/[ \t]+$/gm, '').replace(sectionMarksAlone, (_line, marks: string) => marks.trimEnd())
  const render = compileSections(source, () => asText)
  return (values) =>
    `${render(values)
      .replace(/\n{3,}/g, '\n\n')
      .trim()}\n`
}

import { drawingParts } from '@handrail/contracts'
import { convert } from 'html-to-text'
import { Marked } from 'marked'
import sanitizeHtml from 'sanitize-html'

const marked = new Marked({ gfm: true, async: false })

/** Markdown that an author wrote, as safe HTML: paragraphs, emphasis, lists and links, nothing else. */
export const safeHtml = (markdown: string): string =>
  sanitizeHtml(marked.parse(markdown) as string, {
    allowedTags: ['p', 'br', 'strong', 'em', 'ul', 'ol', 'li', 'a'],
    allowedAttributes: { a: ['href', 'rel'], ol: ['start'] },
    allowedSchemes: ['https', 'mailto', 'tel'],
    allowProtocolRelative: false,
    transformTags: { a: sanitizeHtml.simpleTransform('a', { rel: 'noopener noreferrer' }) },
  }).trim()

/** A drawing as safe SVG: shapes, where they are, and the classes that a page gives their colours. No words either. */
export const safeDrawing = (svg: string): string =>
  sanitizeHtml(svg, {
    allowedTags: drawingParts.elements,
    allowedAttributes: { '*': drawingParts.attributes.filter((name) => name !== 'class') },
    allowedClasses: { '*': drawingParts.classes },
    textFilter: () => '',
    parser: { xmlMode: true },
  }).trim()

/**
 * Markdown as it is read aloud or sent as a text: no marks, a blank line between paragraphs. An address follows its words,
 * or is left out where it would cost more than it tells.
 */
export const plainText = (markdown: string, { addresses = true } = {}): string =>
  convert(safeHtml(markdown), {
    wordwrap: false,
    selectors: [
      { selector: 'a', options: { linkBrackets: ['(', ')'], ignoreHref: !addresses } },
      { selector: 'ul', options: { itemPrefix: '- ' } },
    ],
  })
    .replace(/^ +/gm, '')
    .trim()

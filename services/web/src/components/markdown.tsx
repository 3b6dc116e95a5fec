import { raw } from 'hono/html'
import { LRUCache } from 'lru-cache'
import { Marked } from 'marked'
import sanitizeHtml from 'sanitize-html'

const marked = new Marked({ gfm: true, async: false })
const rendered = new LRUCache<string, string>({ max: 2_000 })

/** Markdown that an author wrote, as safe HTML: paragraphs, emphasis, lists and links, nothing else. */
export const renderMarkdown = (text: string): string => {
  let html = rendered.get(text)
  if (html === undefined) {
    html = sanitizeHtml(marked.parse(text) as string, {
      allowedTags: ['p', 'br', 'strong', 'em', 'ul', 'ol', 'li', 'a'],
      allowedAttributes: { a: ['href', 'rel'], ol: ['start'] },
      allowedSchemes: ['https', 'mailto', 'tel'],
      allowProtocolRelative: false,
      transformTags: { a: sanitizeHtml.simpleTransform('a', { rel: 'noopener noreferrer' }) },
    }).trim()
    rendered.set(text, html)
  }
  return html
}

export const Markdown = ({ text }: { text: string }) => <div class="prose">{raw(renderMarkdown(text))}</div>

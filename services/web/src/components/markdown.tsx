import { safeHtml } from '@handrail/content/channels'
import { raw } from 'hono/html'
import { LRUCache } from 'lru-cache'

const rendered = new LRUCache<string, string>({ max: 2_000 })

/** Markdown that an author wrote, as safe HTML; kept, since cards are shown again and again. */
export const renderMarkdown = (text: string): string => {
  const known = rendered.get(text)
  if (known !== undefined) return known
  const html = safeHtml(text)
  rendered.set(text, html)
  return html
}

export const Markdown = ({ text }: { text: string }) => <div class="prose">{raw(renderMarkdown(text))}</div>

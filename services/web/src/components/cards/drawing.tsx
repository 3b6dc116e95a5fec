import { type Drawing as DrawingOfCard, drawingParts } from '@handrail/contracts'
import { raw } from 'hono/html'
import { LRUCache } from 'lru-cache'
import sanitizeHtml from 'sanitize-html'

const rendered = new LRUCache<string, string>({ max: 500 })

/** A drawing as safe SVG: shapes, where they are, and the classes that `_cards.css` gives their colours. Nothing else, no words either. */
export const renderDrawing = (svg: string): string => {
  let safe = rendered.get(svg)
  if (safe === undefined) {
    safe = sanitizeHtml(svg, {
      allowedTags: drawingParts.elements,
      allowedAttributes: { '*': drawingParts.attributes.filter((name) => name !== 'class') },
      allowedClasses: { '*': drawingParts.classes },
      textFilter: () => '',
      parser: { xmlMode: true },
    }).trim()
    rendered.set(svg, safe)
  }
  return safe
}

export const Drawing = ({ drawing: { svg, alternative } }: { drawing: DrawingOfCard }) => (
  <div class="drawing" role="img" aria-label={alternative}>
    {raw(renderDrawing(svg))}
  </div>
)

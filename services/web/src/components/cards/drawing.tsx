import { safeDrawing } from '@handrail/content/channels'
import type { Drawing as DrawingOfCard } from '@handrail/contracts'
import { raw } from 'hono/html'
import { LRUCache } from 'lru-cache'

const rendered = new LRUCache<string, string>({ max: 500 })

/** A drawing as safe SVG, in the classes that `_cards.css` gives their colours; kept, since cards are shown again and again. */
export const renderDrawing = (svg: string): string => {
  const known = rendered.get(svg)
  if (known !== undefined) return known
  const safe = safeDrawing(svg)
  rendered.set(svg, safe)
  return safe
}

/** One picture with one name: what is drawn inside would be announced again, as a picture without one. */
export const Drawing = ({ drawing: { svg, alternative } }: { drawing: DrawingOfCard }) => (
  <div class="drawing" role="img" aria-label={alternative}>
    <div aria-hidden="true">{raw(renderDrawing(svg))}</div>
  </div>
)

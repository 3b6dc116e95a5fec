import type { Drawing as DrawingOfCard } from '@handrail/contracts'
import { raw } from 'hono/html'
import { LRUCache } from 'lru-cache'
import sanitizeHtml from 'sanitize-html'

const shapes = {
  svg: ['viewBox'],
  g: [],
  path: ['d'],
  rect: ['x', 'y', 'width', 'height', 'rx', 'ry'],
  circle: ['cx', 'cy', 'r'],
  ellipse: ['cx', 'cy', 'rx', 'ry'],
  line: ['x1', 'y1', 'x2', 'y2'],
  polyline: ['points'],
  polygon: ['points'],
  title: [],
}
/** The drawing's whole palette; `_cards.css` gives each its colour, light and dark. */
const palette = ['line', 'soft', 'fill', 'strong', 'mid', 'pale', 'warm', 'paper']
const rendered = new LRUCache<string, string>({ max: 500 })

/** A drawing as safe SVG: shapes, where they are, and the classes of the palette, nothing else. */
export const renderDrawing = (svg: string): string => {
  let safe = rendered.get(svg)
  if (safe === undefined) {
    safe = sanitizeHtml(svg, {
      allowedTags: Object.keys(shapes),
      allowedAttributes: { ...shapes, '*': ['transform'] },
      allowedClasses: { '*': palette },
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

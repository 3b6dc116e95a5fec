import type { Card } from '@handrail/contracts'
import type { Words } from '../../words/words.ts'
import { Markdown } from '../markdown.tsx'

/** Ticks for oneself: they have no name and no form, and stay in this tab. */
export const Checklist = ({ words: { t }, card, keepAs }: { words: Words; card: Extract<Card, { kind: 'checklist' }>; keepAs: string }) => (
  <>
    <Markdown text={card.body} />
    <ul class="ticks">
      {card.items.map((item, index) => (
        <li>
          <label class="tick">
            <input type="checkbox" autocomplete="off" data-keep={`${keepAs}-${index}`} />
            <span>{item}</span>
          </label>
        </li>
      ))}
    </ul>
    <p class="hint">{t('course.checklist-hint')}</p>
  </>
)

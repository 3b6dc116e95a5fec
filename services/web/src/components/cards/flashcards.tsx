import type { Card } from '@handrail/contracts'
import type { Words } from '../../words/words.ts'
import { Markdown } from '../markdown.tsx'

export const Flashcards = ({ words: { t }, card }: { words: Words; card: Extract<Card, { kind: 'flashcards' }> }) => (
  <>
    {card.body ? <Markdown text={card.body} /> : <p class="soft">{t('course.flashcards-lead')}</p>}
    <div class="stack">
      {card.cards.map(({ front, back }) => (
        <details class="flash">
          <summary>{front}</summary>
          <p>{back}</p>
        </details>
      ))}
    </div>
  </>
)

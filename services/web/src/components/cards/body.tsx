import type { Card } from '@handrail/contracts'
import type { Words } from '../../words/words.ts'
import { Markdown } from '../markdown.tsx'
import { Checklist } from './checklist.tsx'
import { Drawing } from './drawing.tsx'
import { Flashcards } from './flashcards.tsx'
import { Reflection } from './reflection.tsx'
import type { AskingCard } from './screen.ts'

export type ShowingCard = Exclude<Card, AskingCard>

/** What a card shows that checks nothing. `keepAs` names what is typed or ticked on this device. */
export const CardBody = ({ words, card, keepAs }: { words: Words; card: ShowingCard; keepAs: string }) => {
  switch (card.kind) {
    case 'read':
      return <Markdown text={card.body} />
    case 'image':
      return (
        <>
          <Drawing drawing={card.drawing} />
          <Markdown text={card.body} />
        </>
      )
    case 'flashcards':
      return <Flashcards words={words} card={card} />
    case 'reflection':
      return <Reflection words={words} card={card} keepAs={keepAs} />
    case 'checklist':
      return <Checklist words={words} card={card} keepAs={keepAs} />
    case 'discussion':
      return (
        <>
          <Markdown text={card.body} />
          <p class="notice calm">{words.t('course.discussion-hint')}</p>
        </>
      )
  }
}

import type { Card } from '@handrail/contracts'
import type { Words } from '../../words/words.ts'
import { Markdown } from '../markdown.tsx'
import { Checklist, type KeptList } from './checklist.tsx'
import { Drawing } from './drawing.tsx'
import { Flashcards } from './flashcards.tsx'
import { Reflection } from './reflection.tsx'
import type { AskingCard } from './screen.ts'

export type ShowingCard = Exclude<Card, AskingCard>

type Props = { words: Words; card: ShowingCard; keepAs: string; kept: KeptList | null }

/** What a card shows that checks nothing. `keepAs` names what is typed or ticked in this tab, `kept` a list that stays on this device. */
export const CardBody = ({ words, card, keepAs, kept }: Props) => {
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
      return <Checklist words={words} card={card} keepAs={keepAs} kept={kept} />
    case 'discussion':
      return <Markdown text={card.body} />
  }
}

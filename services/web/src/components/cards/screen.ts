import type { Card } from '@handrail/contracts'
import { mixed } from './mixing.ts'

type CardOf<Kind extends Card['kind']> = Extract<Card, { kind: Kind }>
export type AskingCard = CardOf<'question' | 'scenario' | 'order' | 'match'>
type Choice = CardOf<'scenario'>['choices'][number]
export type Item = CardOf<'order'>['items'][number]
export type Pair = CardOf<'match'>['pairs'][number]

type Shown = { screenId: string; heading: string; body: string }
export type ChoicesScreen = Shown & { kind: 'choices'; name: string; choices: readonly Choice[] }
/** `items` in the right order, `mixed` as they are shown first. */
export type OrderScreen = Shown & { kind: 'order'; items: readonly Item[]; mixed: readonly Item[] }
/** `pairs` as they belong together, `rights` in the order they are offered. */
export type MatchScreen = Shown & { kind: 'match'; pairs: readonly Pair[]; rights: readonly Pair[] }

/** One screen that asks something: a card, or a further turn of its story. */
export type Screen = ChoicesScreen | OrderScreen | MatchScreen

export const isAsking = (card: Card): card is AskingCard => ['question', 'scenario', 'order', 'match'].includes(card.kind)

/** The card's own screen, then the turns of its story. */
export const screensOf = (card: AskingCard): [Screen, ...Screen[]] => {
  const shown = { screenId: card.cardId, heading: card.heading, body: card.body }
  switch (card.kind) {
    case 'order':
      return [{ ...shown, kind: 'order', items: card.items, mixed: mixed(card.cardId, card.items, ({ itemId }) => itemId) }]
    case 'match':
      return [{ ...shown, kind: 'match', pairs: card.pairs, rights: mixed(card.cardId, card.pairs, ({ pairId }) => pairId) }]
    case 'question':
      return [{ ...shown, kind: 'choices', name: 'choice', choices: card.choices }]
    case 'scenario': {
      const turns = card.turns.map(
        ({ turnId, heading, body, choices }): Screen => ({ kind: 'choices', screenId: turnId, heading, body, name: `choice-${turnId}`, choices }),
      )
      return [{ ...shown, kind: 'choices', name: 'choice', choices: card.choices }, ...turns]
    }
  }
}

/** A story goes one way: where a choice leads on, one is chosen. */
export const takesSeveral = ({ choices }: ChoicesScreen) => choices.filter(({ right }) => right).length > 1 && !choices.some(({ leadsTo }) => leadsTo)

export const placeField = ({ itemId }: Item) => `place-${itemId}`
export const pairField = ({ pairId }: Pair) => `pair-${pairId}`

import type { Card, Language, MicroCourseHalf } from '@handrail/contracts'
import { plainText } from './prose.ts'
import { channelWords } from './words.ts'

type Choices = Extract<Card, { kind: 'question' }>['choices']
type Scenario = Extract<Card, { kind: 'scenario' }>

/** The items in another order than the right one, always the same: every second first. */
const mixed = <Item>(items: readonly Item[]) => [...items.filter((_, index) => index % 2 === 1), ...items.filter((_, index) => index % 2 === 0)]

/** A course for somebody who reads it aloud on the phone, as plain text: paragraphs with a blank line between them. */
export function phoneScript(half: MicroCourseHalf, minutes: number, language: Language): string {
  const words = channelWords[language].script

  const choices = (choices: Choices) => [
    words.choices,
    choices.map(({ text }, index) => words.choice(index + 1, text)).join('\n'),
    words.pause,
    words.answers,
    choices.map(({ feedback }, index) => words.answer(index + 1, feedback)).join('\n'),
  ]

  const turns = (card: Scenario) =>
    card.turns.flatMap((turn) => {
      const from = [card, ...card.turns].flatMap(({ choices }) => choices.flatMap(({ leadsTo }, index) => (leadsTo === turn.turnId ? [index + 1] : [])))
      return [...from.map(words.goesOn), plainText(turn.body), ...choices(turn.choices)]
    })

  const card = (card: Card): string[] => {
    switch (card.kind) {
      case 'scenario':
        return [words.imagine, plainText(card.body), ...choices(card.choices), ...turns(card)]
      case 'question':
        return [plainText(card.body), ...choices(card.choices)]
      case 'order':
        return [
          plainText(card.body),
          words.order,
          mixed(card.items)
            .map(({ text }) => `- ${text}`)
            .join('\n'),
          words.pause,
          words.orderAnswer,
          card.items.map(({ text, why }, index) => `${index + 1}. ${text} ${why}`).join('\n'),
        ]
      case 'match':
        return [plainText(card.body), words.match, card.pairs.map(({ left, right }) => `- ${words.matchAnswer(left, right)}`).join('\n')]
      case 'flashcards':
        return [words.flashcards, card.cards.map(({ front, back }) => `- ${words.matchAnswer(front, back)}`).join('\n')]
      case 'image':
        return [card.drawing.alternative, plainText(card.body)]
      case 'reflection':
        return [words.reflection, plainText(card.body), words.pause]
      case 'checklist':
        return [words.checklist, plainText(card.body), card.items.map((item) => `- ${item}`).join('\n'), words.pause]
      case 'discussion':
        return [words.discussion, plainText(card.body), words.pause]
      case 'read':
        return [plainText(card.body), words.pause]
    }
  }

  return [
    words.title(half.title),
    words.before(minutes),
    words.hello(half.title, minutes),
    words.pause,
    ...half.cards.flatMap((each) => [each.heading.toUpperCase(), ...card(each)]),
    plainText(half.lowTech),
    words.close(half.canDo),
  ]
    .join('\n\n')
    .concat('\n')
}

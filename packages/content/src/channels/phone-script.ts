import type { Card, Language, MicroCourseHalf } from '@handrail/contracts'
import { plainText } from './prose.ts'
import { channelWords } from './words.ts'

type Choices = Extract<Card, { kind: 'question' }>['choices']
type Scenario = Extract<Card, { kind: 'scenario' }>

/** A line of a script: what is said, or a cue that only the caller reads. */
type ScriptLine = { cue: boolean; text: string }
/** A card, or what stands around the cards; the beginning has no heading. */
type ScriptPart = { heading: string; lines: ScriptLine[] }

const say = (text: string): ScriptLine => ({ cue: false, text })
const cue = (text: string): ScriptLine => ({ cue: true, text })
/** Nobody reads a web address aloud. */
const spoken = (markdown: string) =>
  plainText(markdown, { addresses: false })
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph !== '')
    .map(say)
const listed = (lines: readonly string[]) => say(lines.map((line) => `- ${line}`).join('\n'))

/** The items in another order than the right one, always the same: every second first. */
const mixed = <Item>(items: readonly Item[]) => [...items.filter((_, index) => index % 2 === 1), ...items.filter((_, index) => index % 2 === 0)]

/** A course for somebody who reads it aloud on the phone, card by card. */
export function phoneScript(half: MicroCourseHalf, minutes: number, language: Language): ScriptPart[] {
  const { script: words, lowTech } = channelWords[language]
  const pause = cue(words.pause)

  const choices = (choices: Choices) => [
    say(words.choices(choices.filter(({ right }) => right).length > 1)),
    say(choices.map(({ text }, index) => words.choice(index + 1, text)).join('\n')),
    pause,
    cue(words.answers),
    ...choices.flatMap(({ feedback }, index) => [cue(words.ifTheySay(index + 1)), say(feedback)]),
  ]

  const turns = (card: Scenario) =>
    card.turns.flatMap((turn) => {
      const from = [card, ...card.turns].flatMap(({ choices }) => choices.flatMap(({ leadsTo }, index) => (leadsTo === turn.turnId ? [index + 1] : [])))
      return [...from.map(words.goesOn).map(cue), ...spoken(turn.body), ...choices(turn.choices)]
    })

  const askedOneByOne = (pairs: readonly (readonly [asked: string, answer: string])[]) =>
    pairs.flatMap(([asked, answer]) => [say(asked), pause, say(words.answer(answer))])

  const lines = (card: Card): ScriptLine[] => {
    switch (card.kind) {
      case 'scenario':
        return [say(words.imagine), ...spoken(card.body), ...choices(card.choices), ...turns(card)]
      case 'question':
        return [...spoken(card.body), ...choices(card.choices)]
      case 'order':
        return [
          ...spoken(card.body),
          say(words.order),
          listed(mixed(card.items).map(({ text }) => text)),
          pause,
          say(words.orderAnswer),
          say(card.items.map(({ text, why }, index) => `${index + 1}. ${text} ${why}`).join('\n')),
        ]
      case 'match':
        return [...spoken(card.body), say(words.match), ...askedOneByOne(card.pairs.map(({ left, right }) => [left, right]))]
      case 'flashcards':
        return [...spoken(card.body ?? ''), say(words.flashcards), ...askedOneByOne(card.cards.map(({ front, back }) => [front, back]))]
      case 'image':
        return [say(card.drawing.alternative), ...spoken(card.body)]
      case 'reflection':
        return [say(words.reflection), ...spoken(card.body), pause]
      case 'checklist':
        return [say(words.checklist), ...spoken(card.body), listed(card.items), pause]
      case 'discussion':
        return [say(words.discussion), ...spoken(card.body), pause]
      case 'read':
        return [...spoken(card.body), pause]
    }
  }

  return [
    { heading: '', lines: [cue(words.before(minutes)), say(words.hello(half.title, minutes)), pause] },
    ...half.cards.map((card) => ({ heading: card.heading, lines: lines(card) })),
    { heading: lowTech, lines: [...spoken(half.lowTech), say(words.close(half.canDo))] },
  ]
}

/** The script as plain text, for a printer or a mail: paragraphs with a blank line between them, cues in brackets. */
export function phoneScriptText(half: MicroCourseHalf, minutes: number, language: Language): string {
  const title = channelWords[language].script.title(half.title)
  const parts = phoneScript(half, minutes, language).flatMap(({ heading, lines }) => [
    ...(heading === '' ? [] : [`${heading}\n${'-'.repeat(heading.length)}`]),
    ...lines.map(({ cue, text }) => (cue ? `[${text}]` : text)),
  ])
  return [title, ...parts].join('\n\n').concat('\n')
}

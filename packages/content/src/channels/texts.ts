import type { Card, Language, MicroCourseHalf } from '@handrail/contracts'
import { plainText } from './prose.ts'
import { channelWords } from './words.ts'

/** One text message holds 160 letters of the GSM 7-bit alphabet (3GPP TS 23.038). */
const longestBasic = 160
/** A letter outside that alphabet, such as ê or ç, makes it 70; phones join two such messages into one of 134. */
const longestOther = 134

/** The letters of the GSM 7-bit alphabet that cost one place. Those of its second table cost two, and our texts have none. */
const basic = /^[A-Za-z0-9 \n@£$¥èéùìòÇØøÅåÆæßÉ!"#¤%&'()*+,\-./:;<=>?¡ÄÖÑÜ§¿äöñüà]*$/u

/** Whether a phone shows a text as one message. */
export const fitsOneText = (text: string) => text.length <= (basic.test(text) ? longestBasic : longestOther)

const typed = (text: string) =>
  text
    .replace(/[’‘]/g, "'")
    .replace(/[“”]|«[\s\u00a0\u202f]*|[\s\u00a0\u202f]*»/g, '"')
    .replace(/[\u00a0\u202f]/g, ' ')
    .replace(/[–—]/g, '-')
    .replace(/…/g, '...')
    .replace(/ ([;?!])/g, '$1')

/** The end of a sentence. A colon ends none: what it announces comes with it. Nor does the point of a number, a title or a mere yes. */
const sentenceEnd = /(?<=[^\d][.?!]["')]?)(?<!(?<!\p{L})(?:Mr|Mrs|Ms|Dr|M|Mme|Yes|Oui)\.) +/u
const clauseEnd = /(?<=[,;]) +/
const isItem = (line: string) => /^(?:- |[A-E]\) |\d+\. )/.test(line)

/** What is not cut where it need not be: an item of a list, or a sentence. `after` is what stands before it on paper. */
type Unit = { text: string; after: '\n' | ' ' }

const unitsOf = (written: string): Unit[] =>
  typed(written)
    .split(/\n+/)
    .filter((line) => line.trim() !== '')
    .flatMap((line) =>
      (isItem(line) && fitsOneText(line) ? [line] : line.split(sentenceEnd)).map((text, index): Unit => ({ text, after: index === 0 ? '\n' : ' ' })),
    )

/**
 * What ends with a colon goes with what it announces, where the two fit. A heading goes with what it stands over, or stays away:
 * alone it would say nothing.
 */
function together(heading: string, written: string): Unit[] {
  const joined: Unit[] = []
  for (const unit of unitsOf(written)) {
    const before = joined.at(-1)
    const both = before?.text.endsWith(':') ? `${before.text}${unit.after}${unit.text}` : ''
    if (before && both !== '' && fitsOneText(both)) joined.splice(-1, 1, { ...before, text: both })
    else joined.push(unit)
  }
  const [first, ...rest] = joined
  const headed = `${typed(heading)}\n${first?.text}`
  return first && heading !== '' && fitsOneText(headed) ? [{ ...first, text: headed }, ...rest] : joined
}

/** A sentence that is longer than a message, in parts: at a comma where that helps, else between words. */
const parts = ({ text, after }: Unit): Unit[] =>
  fitsOneText(text)
    ? [{ text, after }]
    : text
        .split(clauseEnd)
        .flatMap((clause) => (fitsOneText(clause) ? [clause] : clause.split(' ')))
        .map((part, index) => ({ text: part, after: index === 0 ? after : ' ' }))

/** As few messages as hold all units, each of them whole where it fits. */
function packed(units: readonly Unit[]): string[] {
  const messages: string[] = []
  for (const { text, after } of units.flatMap(parts)) {
    const last = messages.at(-1)
    const longer = last === undefined ? text : `${last}${after}${text}`
    if (last !== undefined && fitsOneText(longer)) messages.splice(-1, 1, longer)
    else messages.push(text)
  }
  return messages
}

const pieces = (heading: string, written: string): string[] => packed(together(heading, written))

/** More messages than this about one idea nobody reads. */
const mostForAnIdea = 3

/** The beginning of an idea: whole sentences, as many as one message holds, and the list that follows where it is short. A list is never cut off. */
function beginning(heading: string, written: string): string[] {
  const blocks: Unit[][] = []
  for (const unit of together(heading, written)) {
    const block = blocks.at(-1)
    if (block && (isItem(unit.text) || block.at(-1)?.text.endsWith(':'))) block.push(unit)
    else blocks.push([unit])
  }
  const upTo = (end: number) => packed(blocks.slice(0, end).flat())
  const over = blocks.findIndex((_, index) => upTo(index + 1).length > 1)
  if (over < 0) return upTo(blocks.length)
  const isShortList = (blocks[over] ?? []).length > 1 && upTo(over + 1).length <= mostForAnIdea
  return upTo(isShortList ? over + 1 : Math.max(1, over))
}

const letters = 'ABCDE'
const plain = (markdown: string) => plainText(markdown, { addresses: false })

/**
 * A course as texts to send one after the other, each of them one message: what it is about, the beginning of each
 * idea, one question with its answer, what to try, and the way without a screen. Typographic signs become their plain twins, which keeps a text in the short alphabet.
 */
export function texts(half: MicroCourseHalf, language: Language): string[] {
  const words = channelWords[language].texts
  const card = (card: Card): string[] => {
    switch (card.kind) {
      case 'read':
      case 'image':
        return beginning(card.heading, plain(card.body))
      case 'order':
        return pieces(card.heading, card.items.map(({ text }, index) => `${index + 1}. ${text}`).join('\n'))
      case 'question': {
        const right = card.choices.flatMap((choice, index) => (choice.right ? [{ letter: letters[index], ...choice }] : []))
        return [
          ...pieces(words.question(right.length > 1), `${plain(card.body)}\n${card.choices.map(({ text }, index) => `${letters[index]}) ${text}`).join('\n')}`),
          ...beginning('', words.answer(right.map(({ letter }) => letter).join(', '), right.map(({ feedback }) => feedback).join(' '))),
        ]
      }
      case 'checklist':
        return pieces(words.tryIt, `${plain(card.body)}\n${card.items.map((item) => `- ${item}`).join('\n')}`)
      default:
        return []
    }
  }
  return [...pieces('', `${half.title}. ${half.summary}`), ...half.cards.flatMap(card), ...pieces(words.lowTech, plain(half.lowTech))]
}

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

/** Cuts at the end of a sentence where it can, else between words, so that each piece is one message. */
function pieces(written: string): string[] {
  const text = typed(written)
  const cut: string[] = []
  let piece = ''
  for (const paragraph of text.split(/\n+/)) {
    const sentences = paragraph.split(/(?<=[^\d][.?!:]["')]?) +/)
    for (const [index, part] of sentences.flatMap((sentence) => (fitsOneText(sentence) ? [sentence] : sentence.split(' '))).entries()) {
      const longer = piece === '' ? part : `${piece}${index === 0 ? '\n' : ' '}${part}`
      if (piece !== '' && !fitsOneText(longer)) cut.push(piece)
      piece = piece === '' || fitsOneText(longer) ? longer : part
    }
  }
  return piece === '' ? cut : [...cut, piece]
}

const letters = 'ABCDE'
const plain = (markdown: string) => typed(plainText(markdown, { addresses: false }))
/** As much as one message holds. */
const first = (text: string) => pieces(text).slice(0, 1)

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
        return first(`${card.heading}\n${plain(card.body)}`)
      case 'order':
        return pieces(`${card.heading}\n${card.items.map(({ text }, index) => `${index + 1}. ${text}`).join('\n')}`)
      case 'question': {
        const right = card.choices.flatMap((choice, index) => (choice.right ? [{ letter: letters[index], ...choice }] : []))
        return [
          ...pieces(`${words.question}\n${plain(card.body)}\n${card.choices.map(({ text }, index) => `${letters[index]}) ${text}`).join('\n')}`),
          ...first(words.answer(right.map(({ letter }) => letter).join(', '), right.map(({ feedback }) => feedback).join(' '))),
        ]
      }
      case 'checklist':
        return pieces(`${words.tryIt}\n${card.items.join('\n')}`)
      default:
        return []
    }
  }
  return [...pieces(`${half.title}. ${half.summary}`), ...half.cards.flatMap(card), ...pieces(`${words.lowTech}\n${plain(half.lowTech)}`)]
}

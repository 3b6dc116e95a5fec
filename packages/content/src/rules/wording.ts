import type { Problem } from '../problem.ts'
import type { TextLine } from './text-lines.ts'

const shaming = 'It tells the reader that this should be quick for them. Take it out.'
const deficit = 'It describes people by what they do not have. Say what they do, know or face.'
const legal = 'It judges a person by a status. Say “without status”, « sans statut ».'

/** Words we do not use, each with what to do instead. Whole words, any case. */
const refused: Record<'en' | 'fr', [words: string, remedy: string][]> = {
  en: [
    ['simply, just, obviously, of course, easy, easily, as you know, everyone knows, clearly', shaming],
    [
      'vulnerable, illiterate, low-skilled, unskilled, disadvantaged, underprivileged, needy, helpless, broken english, non-english speaker, non-english speakers, tech-illiterate, victim, victims, suffers from, lacks, lack of',
      deficit,
    ],
    ['illegal immigrant, illegal immigrants, illegals, bogus refugee', legal],
  ],
  fr: [
    ['simplement, il suffit de, il suffit d’, évidemment, bien sûr, bien entendu, facile, faciles, facilement, comme chacun sait, clairement', shaming],
    [
      'vulnérable, vulnérables, analphabète, analphabètes, illettré, illettrée, défavorisé, défavorisée, défavorisés, démuni, démunie, démunis, peu qualifié, peu qualifiés, victime, victimes, souffre de, non-francophone, non-francophones, lacune, lacunes',
      deficit,
    ],
    ['clandestin, clandestine, clandestins, immigrant illégal, immigrants illégaux, illégaux, faux réfugié, faux réfugiés', legal],
  ],
}

const wholeWord = (word: string) => new RegExp(`(?<!\\p{L})${word}${/\p{L}$/u.test(word) ? '(?!\\p{L})' : ''}`, 'iu')

/** No word that shames or belittles, and no exclamation mark. */
export function wording(lines: TextLine[]): Problem[] {
  return lines.flatMap(({ file, line, language, text }) => [
    ...refused[language].flatMap(([words, remedy]) =>
      words
        .split(', ')
        .filter((word) => wholeWord(word).test(text))
        .map((word) => ({ file, line, what: `We do not write “${word}”.`, remedy })),
    ),
    ...(text.includes('!') ? [{ file, line, what: 'There is an exclamation mark.', remedy: 'End the sentence with a full stop.' }] : []),
  ])
}

import { fleschKincaid } from 'flesch-kincaid'
import { syllable } from 'syllable'
import type { CardsSource, HalfSource } from '../course-source.ts'
import type { Section } from '../parse-half.ts'
import type { Problem } from '../problem.ts'
import { exceptTerms } from './field-terms.ts'

/** Flesch-Kincaid grade (Kincaid, Fishburne, Rogers and Chissom 1975), and the mark that Flesch's own table gives grade 8. */
const highestGrade = 8
const lowestEase = 60

const vowels = /[aeiouyàâäéèêëîïôöùûüœæ]+/giu

/**
 * Syllables of a French word, as spoken: groups of vowels, an accent that opens the next one (ré-a-lité), and no mute e at
 * the end. An estimate: no kept library counts them.
 */
export function frenchSyllables(word: string): number {
  const groups =
    word
      .toLowerCase()
      .replace(/qu|gu(?=[eiéèêy])/g, 'k')
      .replace(/([éèëï])(?=[aeiouyàâéèêô])/gu, '$1-')
      .match(vowels) ?? []
  const mute = groups.length > 1 && /[^aeiouyàâéèêëîïôùû]es?$/iu.test(word) ? 1 : 0
  return Math.max(1, groups.length - mute)
}

const words = (text: string) => text.match(/\p{L}[\p{L}\p{N}]*(?:-\p{L}+)*/gu) ?? []
const sentences = (text: string) => text.split(/[.?!…]+(?=\s|$)|\n{2,}/u).filter((part) => words(part).length > 0)

const count = (text: string, syllablesOf: (word: string) => number) => {
  const all = words(text)
  return { sentence: sentences(text).length, word: all.length, syllable: all.reduce((sum, word) => sum + syllablesOf(word), 0) }
}

/** Years of schooling that an English text asks for. */
export const englishGrade = (text: string) => fleschKincaid(count(text, syllable))

/**
 * Ease of a French text on Flesch's scale from 0 to 100, by the formula of Kandel and Moles for French: 207 − 1.015 words a
 * sentence − 73.6 syllables a word. L. Kandel and A. Moles, "Application de l'indice de Flesch à la langue française",
 * Cahiers d'études de radio-télévision 19 (1958), 253–274.
 */
export const frenchEase = (text: string) => {
  const { sentence, word, syllable } = count(text, frenchSyllables)
  return 207 - (1.015 * word) / sentence - (73.6 * syllable) / word
}

/** A section as it is read: headings, paragraphs and list items apart; without marks, addresses and the point of a title. */
const spoken = ({ heading, text, turns }: Section): string =>
  [heading, text, ...turns.map(spoken)]
    .join('\n\n')
    .replace(/\]\([^)]*\)|\{#[^}]*\}|https?:\/\/\S+/g, '')
    .replace(/^\s*(?:[-*>]|\d+\.)\s+(?:\[ \] )?/gm, '\n\n')
    .replace(/(?<!\n)\n(?!\n)/g, ' ')
    .replace(/\b(Mr|Mrs|Ms|Dr|M|Mme)\./g, '$1')
    .replace(/[*_[\]“”«»"]/g, '')

const measures = {
  en: {
    of: englishGrade,
    isTooHard: (grade: number) => grade > highestGrade,
    harder: (a: number, b: number) => a - b,
    what: (grade: number) => `English at reading grade ${grade.toFixed(1)}; grade ${highestGrade} is the limit.`,
  },
  fr: {
    of: frenchEase,
    isTooHard: (ease: number) => ease < lowestEase,
    harder: (a: number, b: number) => b - a,
    what: (ease: number) => `French with a reading ease of ${ease.toFixed(0)}; ${lowestEase} is the limit (Kandel and Moles).`,
  },
}

/** A half is read without effort: the whole of it, names and terms of the field aside. The line is that of its hardest card. */
export function readingLevel({ halves }: CardsSource, fieldTerms: Record<'en' | 'fr', string[]>): Problem[] {
  return (['en', 'fr'] as const).flatMap((language) => {
    const half = halves[language]
    if (half === null || half.sections.length === 0) return []
    const { of, isTooHard, harder, what } = measures[language]
    const plain = exceptTerms(fieldTerms[language])
    const whole = of(plain(half.sections.map(spoken).join('\n')))
    if (!isTooHard(whole)) return []
    return [
      {
        file: half.file,
        line: hardest(half, (section) => of(plain(spoken(section))), harder),
        what: what(whole),
        remedy: 'Shorten the longest sentences, and use shorter words.',
      },
    ]
  })
}

const hardest = ({ sections }: HalfSource, of: (section: Section) => number, harder: (a: number, b: number) => number): number =>
  sections.map((section) => ({ line: section.line, mark: of(section) })).sort((a, b) => harder(b.mark, a.mark))[0]?.line ?? 1

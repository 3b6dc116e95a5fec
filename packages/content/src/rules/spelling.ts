import canadianEnglish from 'dictionary-en-ca'
import french from 'dictionary-fr'
import { type Hunspell, loadModule } from 'hunspell-asm'
import type { Problem } from '../problem.ts'
import type { TextLine } from './text-lines.ts'

interface Speller {
  /** Whether a dictionary of the language has the word, or the list of the field's terms. */
  knows(word: string): boolean
  suggestions(word: string): string[]
}
export type Spellers = Record<'en' | 'fr', Speller>

const mostSuggested = 30
/** `canada.ca`, `info@example.org`, `@example`. */
const address = /[\p{L}\p{N}._-]*@[\p{L}\p{N}._-]+|[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu

const straight = (word: string) => word.replaceAll('’', "'")

/** Hunspell with the dictionaries of Canadian English and of French, and the field's own terms. */
export async function openSpellers(fieldTerms: Record<'en' | 'fr', string[]>): Promise<Spellers> {
  const hunspell = await loadModule()
  const open = (language: 'en' | 'fr', { aff, dic }: { aff: Uint8Array; dic: Uint8Array }): Speller => {
    const speller: Hunspell = hunspell.create(hunspell.mountBuffer(aff, `${language}.aff`), hunspell.mountBuffer(dic, `${language}.dic`))
    const terms = new Set(fieldTerms[language].flatMap((term) => [...term.split(/\s+/), term]).map(straight))
    const hasWord = (word: string) => terms.has(word) || terms.has(word.toLowerCase()) || speller.spell(word)
    return {
      knows(written) {
        const word = straight(written)
        return (
          word.length < 2 ||
          hasWord(word) ||
          hasWord(word.replace(/'s$/, '')) ||
          (/['-]/.test(word) && word.split(/['-]/).every((part) => part.length < 2 || hasWord(part)))
        )
      },
      suggestions: (word) => speller.suggest(straight(word)).slice(0, 2),
    }
  }
  return { en: open('en', canadianEnglish), fr: open('fr', french) }
}

/** Every word is in the dictionary of its language or among the field's terms; once a file. */
export function spelling(lines: TextLine[], spellers: Spellers): Problem[] {
  const known = new Map<string, boolean>()
  const isKnown = (language: 'en' | 'fr', word: string) => {
    const key = `${language} ${word}`
    const before = known.get(key)
    if (before !== undefined) return before
    const now = spellers[language].knows(word)
    known.set(key, now)
    return now
  }
  const suggested = new Map<string, string[]>()
  /** Hunspell takes a tenth of a second to suggest: once a word, and for a screenful of words. */
  const suggestions = (language: 'en' | 'fr', word: string) => {
    const key = `${language} ${word}`
    if (!suggested.has(key)) suggested.set(key, suggested.size < mostSuggested ? spellers[language].suggestions(word) : [])
    return suggested.get(key) ?? []
  }
  const reported = new Set<string>()
  const isNew = (file: string, word: string) => !reported.has(`${file} ${word}`) && reported.add(`${file} ${word}`)
  return lines.flatMap(({ file, line, language, text }) =>
    [...new Set(text.replace(address, '').match(/(?<![\p{L}\p{N}])\p{L}[\p{L}’'-]*\p{L}(?!\p{N})/gu))]
      .filter((word) => !isKnown(language, word) && isNew(file, word))
      .map((word) => {
        const meant = suggestions(language, word)
        const first = meant.length > 0 ? `Is it ${meant.join(' or ')}? ` : ''
        return { file, line, what: `No dictionary has “${word}”.`, remedy: `${first}A name or a term of the field goes into field-terms/${language}.txt.` }
      }),
  )
}

import type { Language, LocalizedText } from '@handrail/contracts'
import { IntlMessageFormat } from 'intl-messageformat'
import { en } from './en.ts'
import { fr } from './fr.ts'

type WordKey = keyof typeof en

/** What a mail needs to speak one language. */
export type Words = {
  language: Language
  say: (key: WordKey, values?: Record<string, string | number>) => string
  pick: (text: LocalizedText) => string
  /** `2026-12-04` → 4 December */
  day: (day: string) => string
  /** a, b and c */
  list: (items: readonly string[]) => string
}

const wordsIn = (language: Language, locale: string, dayLocale: string, catalogue: Readonly<Record<WordKey, string>>): Words => {
  const compiled = new Map<WordKey, IntlMessageFormat>()
  const format = (key: WordKey) => {
    const message = compiled.get(key) ?? new IntlMessageFormat(catalogue[key], locale)
    compiled.set(key, message)
    return message
  }
  const days = new Intl.DateTimeFormat(dayLocale, { day: 'numeric', month: 'long', timeZone: 'UTC' })
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' })
  return {
    language,
    say: (key, values) => String(format(key).format(values)),
    pick: (text) => text[language],
    day: (day) => days.format(new Date(`${day}T00:00:00Z`)).replace(/^(\d+) /, (_, date) => `${date === '1' && language === 'fr' ? '1er' : date}\u00a0`),
    list: (items) => lists.format(items),
  }
}

export const words: Readonly<Record<Language, Words>> = {
  en: wordsIn('en', 'en-CA', 'en-GB', en),
  fr: wordsIn('fr', 'fr-CA', 'fr-CA', fr),
}

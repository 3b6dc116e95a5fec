import type { Language, LocalizedText } from '@handrail/contracts'
import { IntlMessageFormat } from 'intl-messageformat'
import { en } from './en/index.ts'
import { fr } from './fr/index.ts'

type Catalogue = typeof en
/** `home.welcome`: the area's file, then the key. */
type WordKey = { [Area in keyof Catalogue & string]: `${Area}.${keyof Catalogue[Area] & string}` }[keyof Catalogue & string]
type Source<Key extends WordKey> = Key extends `${infer Area extends keyof Catalogue & string}.${infer Rest}`
  ? Rest extends keyof Catalogue[Area]
    ? Catalogue[Area][Rest]
    : never
  : never

/** The names of the arguments in an English message: `{name}` and `{count, plural, …}`. */
type ArgumentNames<Message> = Message extends `${string}{${infer Inside}}${infer Rest}`
  ? NameOf<Inside extends `${infer Name},${string}` ? Name : Inside> | ArgumentNames<Rest>
  : never
type NameOf<Text> = Text extends `{${infer Nested}`
  ? NameOf<Nested>
  : Text extends `${string} ${string}` | `#${string}` | ''
    ? never
    : Text extends string
      ? Text
      : never
type Arguments<Key extends WordKey> = [ArgumentNames<Source<Key>>] extends [never] ? [] : [values: Record<ArgumentNames<Source<Key>>, string | number>]

/** Keys of words that take no arguments. */
export type PlainKey = { [Key in WordKey]: [ArgumentNames<Source<Key>>] extends [never] ? Key : never }[WordKey]

type Translate = <Key extends WordKey>(key: Key, ...values: Arguments<Key>) => string

/** What a page needs to speak one language: words, dates and numbers. */
export type Words = {
  language: Language
  other: Language
  t: Translate
  /** The half of a published text in this language. */
  pick: (text: LocalizedText) => string
  /** A calendar day, `2026-12-04` → 4 December. The year is said when it is not this one. */
  day: (day: string, now: Date) => string
  /** The day of an instant, in the person's zone. */
  dayOf: (instant: string, timeZone: string, now: Date) => string
  number: (value: number) => string
  /** a, b and c */
  list: (items: readonly string[]) => string
}

const locales = { en: 'en-CA', fr: 'fr-CA' } as const
// Day before month in both languages: "4 December", "4 décembre".
const dayLocales = { en: 'en-GB', fr: 'fr-CA' } as const

const createWords = (language: Language): Words => {
  const catalogue: Record<string, Record<string, string>> = language === 'en' ? en : fr
  const numbers = new Intl.NumberFormat(locales[language])
  const plurals = { cardinal: new Intl.PluralRules(locales[language]), ordinal: new Intl.PluralRules(locales[language], { type: 'ordinal' }) }
  // The library would look its own up by all their options, as JSON, for each message.
  const formatters = {
    getNumberFormat: (locale?: string | string[], options?: Intl.NumberFormatOptions) => (options ? new Intl.NumberFormat(locale, options) : numbers),
    getDateTimeFormat: (locale?: string | string[], options?: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options),
    getPluralRules: (_locale?: string | string[], options?: Intl.PluralRulesOptions) => plurals[options?.type ?? 'cardinal'],
  }
  const compiled = new Map<string, string | IntlMessageFormat>()
  const compile = (key: string) => {
    const [area = '', rest = ''] = key.split('.')
    const message = catalogue[area]?.[rest]
    if (message === undefined) throw new Error(`No words for ${key}`)
    return message.includes('{') ? new IntlMessageFormat(message, locales[language], undefined, { formatters }) : message
  }
  const t = (key: string, values?: Record<string, string | number>) => {
    let message = compiled.get(key)
    if (message === undefined) {
      message = compile(key)
      compiled.set(key, message)
    }
    return typeof message === 'string' ? message : String(message.format(values))
  }
  const dayFormats = new Map<string, Intl.DateTimeFormat>()
  const dayFormat = (timeZone: string, year: boolean) => {
    const key = `${timeZone} ${year}`
    let format = dayFormats.get(key)
    if (!format) {
      format = new Intl.DateTimeFormat(dayLocales[language], { day: 'numeric', month: 'long', ...(year ? { year: 'numeric' } : {}), timeZone })
      dayFormats.set(key, format)
    }
    return format
  }
  const dayOf = (instant: string, timeZone: string, now: Date) => {
    const date = new Date(instant)
    return dayFormat(timeZone, date.getUTCFullYear() !== now.getUTCFullYear())
      .format(date)
      .replace(/^1 /, language === 'fr' ? '1er ' : '1 ')
      .replaceAll(' ', '\u00a0')
  }
  const lists = new Intl.ListFormat(locales[language], { type: 'conjunction' })
  return {
    language,
    other: language === 'en' ? 'fr' : 'en',
    t: t as Translate,
    pick: (text) => text[language],
    day: (day, now) => dayOf(`${day}T00:00:00Z`, 'UTC', now),
    dayOf,
    number: (value) => numbers.format(value),
    list: (items) => lists.format(items),
  }
}

export const words: Readonly<Record<Language, Words>> = { en: createWords('en'), fr: createWords('fr') }

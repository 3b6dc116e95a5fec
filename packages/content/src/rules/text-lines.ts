import type { LibrarySource } from '../read-library.ts'

/** One line that people will read, in one language. */
export interface TextLine {
  file: string
  line: number
  language: 'en' | 'fr'
  text: string
}

/** Addresses and ids are not read by anybody. */
const unread = (text: string) => text.replace(/!(?=\[)|\]\([^)]*\)|\{#[^}]*\}|https?:\/\/\S+/g, '')

/** Every line of every half, and the `en:` and `fr:` lines of the YAML files. */
export function textLines({ courses, checks, yamlTexts }: Pick<LibrarySource, 'courses' | 'checks' | 'yamlTexts'>): TextLine[] {
  const halves = [...courses, ...checks].flatMap(({ halves }) =>
    (['en', 'fr'] as const).flatMap((language) => {
      const half = halves[language]
      if (half === null) return []
      return half.source.split('\n').map((text, index) => ({
        file: half.file,
        line: index + 1,
        language,
        text: unread(/^writtenAgainst:|^---$/.test(text) ? '' : text.replace(/^(title|summary|canDo|lowTech): /, '')),
      }))
    }),
  )
  const yaml = [...yamlTexts].flatMap(([file, source]) =>
    source.split('\n').flatMap((whole, index) => {
      const [, language, text] = /^[\s-]*(en|fr): (.+)$/.exec(whole) ?? []
      return text === undefined ? [] : [{ file, line: index + 1, language: language as 'en' | 'fr', text: unread(text) }]
    }),
  )
  return [...halves, ...yaml]
}

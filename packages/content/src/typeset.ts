import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const noBreak = '\u00a0'
/** Addresses and ids keep their plain characters. */
const untouched = /\]\([^)]*\)|\{#[^}]*\}|https?:\/\/\S+/g

const aroundUntouched = (text: string, change: (text: string) => string) => {
  const kept = text.match(untouched) ?? []
  return text
    .split(untouched)
    .map((part, index) => change(part) + (kept[index] ?? ''))
    .join('')
}

/**
 * French spacing and quotes as in Canada, like the pages of the product: no-break before a colon, inside « » and between a
 * number and its unit, nothing before ; ? and !, and ’ for '.
 */
export const typesetFrench = (text: string) =>
  aroundUntouched(text, (part) =>
    part
      .replace(/(?<=\p{L})'(?=\p{L}|\p{N})/gu, '’')
      .replace(/«[ \u00a0\u202f]*/g, `«${noBreak}`)
      .replace(/[ \u00a0\u202f]*»/g, `${noBreak}»`)
      .replace(/[ \u00a0\u202f]+:/g, `${noBreak}:`)
      .replace(/(?<!«)[ \u00a0\u202f]+([;?!])(?!\[)/g, '$1')
      .replace(/(?<=\d) (?=[$%]|(?:h|min|Mo|ko)\b|\d{3}\b)/g, noBreak)
      .replace(/(?<=\d[ \u00a0]h) (?=\d)|(?<=\bM(?:me)?\.?) (?=\p{Lu})/gu, noBreak),
  )

/** Curly apostrophes and quotes for English. */
export const typesetEnglish = (text: string) =>
  aroundUntouched(text, (part) =>
    part
      .replace(/(?<=\p{L})'/gu, '’')
      .replace(/(?<=^|[\s(*])"(?=\S)/gmu, '“')
      .replace(/(?<=\S)"/gu, '”'),
  )

/** Markdown from the front matter on, keys and the stamp left alone. */
export const typesetHalf = (source: string, language: 'en' | 'fr') => {
  const typeset = language === 'fr' ? typesetFrench : typesetEnglish
  return source
    .split('\n')
    .map((line) => {
      const [, key, rest] = /^(title: |summary: |canDo: |lowTech: |writtenAgainst: )?(.*)$/u.exec(line) ?? ['', '', line]
      return key === 'writtenAgainst: ' ? line : (key ?? '') + typeset(rest ?? '')
    })
    .join('\n')
}

/** YAML: the lines that begin with `en:` or `fr:`. */
export const typesetYaml = (source: string) =>
  source.replace(
    /^([\s-]*(en|fr): )(.+)$/gm,
    (_, key: string, language: string, text: string) => key + (language === 'fr' ? typesetFrench(text) : typesetEnglish(text)),
  )

/** Typesets every text of a content directory. Gives the files it changed. */
export async function typeset(directory: string): Promise<string[]> {
  const changed: string[] = []
  for (const name of await readdir(directory, { recursive: true })) {
    if (!/^(framework|floors|paths|courses|checks)\/.*\.(yaml|md)$/.test(name)) continue
    const file = join(directory, name)
    const before = await readFile(file, 'utf8')
    const after = name.endsWith('.yaml') ? typesetYaml(before) : typesetHalf(before, name.endsWith('fr.md') ? 'fr' : 'en')
    if (after === before) continue
    await writeFile(file, after)
    changed.push(name)
  }
  return changed
}

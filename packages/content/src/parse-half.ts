import { marked, type Token, type Tokens } from 'marked'
import { parse } from 'yaml'

/** One item of a card's list: a choice, a flashcard or a thing to tick off. */
interface Item {
  id: string | null
  text: string
  /** What stands under the item after `>`: the feedback, or the back of a flashcard. */
  answer: string
  line: number
}

/** One `## Heading {#card-id}` section. */
export interface Section {
  cardId: string | null
  heading: string
  line: number
  /** Everything under the heading. */
  text: string
  /** What stands before the last list, and that list. */
  lead: string
  items: Item[]
  /** True when text follows the last list, and so would be lost on a card that shows its list. */
  trailing: boolean
  /** Markdown the card player does not show. */
  unknownMarkup: { name: string; line: number }[]
}

/** A half as written: its front matter, its sections, and the lines they stand on. */
export interface HalfText {
  frontMatter: Record<string, unknown>
  sections: Section[]
}

const idAtEnd = /\s*\{#([^}\s]+)\}\s*$/
const linesIn = (text: string) => text.split('\n').length - 1
const oneLine = (text: string) => text.replace(/[ \t]*\n[ \t]*/g, ' ').trim()

/** Reads one half of a course. Throws with the remedy when there is no front matter. */
export function parseHalf(source: string): HalfText {
  const front = /^---\n([\s\S]*?)\n---\n/.exec(source)
  if (front === null) throw new Error('There is no front matter. Begin the file with a block between two lines of three hyphens.')
  const sections: { heading: string; line: number; tokens: { token: Token; line: number }[] }[] = []
  let line = linesIn(front[0]) + 1
  for (const token of marked.lexer(source.slice(front[0].length))) {
    if (token.type === 'heading' && token.depth === 2) sections.push({ heading: token.text, line, tokens: [] })
    else sections.at(-1)?.tokens.push({ token, line })
    line += linesIn(token.raw)
  }
  return { frontMatter: parse(front[1] ?? '') ?? {}, sections: sections.map(readSection) }
}

function readSection({ heading, line, tokens }: { heading: string; line: number; tokens: { token: Token; line: number }[] }): Section {
  const last = tokens.findLastIndex(({ token }) => token.type === 'list')
  const list = tokens[last]
  const raw = (from: number, to?: number) =>
    tokens
      .slice(from, to)
      .map(({ token }) => token.raw)
      .join('')
      .trim()
  return {
    cardId: idAtEnd.exec(heading)?.[1] ?? null,
    heading: heading.replace(idAtEnd, ''),
    line,
    text: raw(0),
    lead: last < 0 ? raw(0) : raw(0, last),
    items: list === undefined ? [] : readItems(list.token as Tokens.List, list.line),
    trailing: last >= 0 && raw(last + 1) !== '',
    unknownMarkup: tokens.flatMap(({ token, line }) => unknownMarkup(token).map((name) => ({ name, line }))),
  }
}

function readItems(list: Tokens.List, firstLine: number): Item[] {
  let line = firstLine
  return list.items.map((item) => {
    const text = item.tokens
      .filter((token) => token.type === 'text' || token.type === 'paragraph')
      .map((token) => (token as Tokens.Text).text)
      .join(' ')
    const answer = item.tokens
      .filter((token) => token.type === 'blockquote')
      .map((token) => (token as Tokens.Blockquote).text)
      .join(' ')
    const read = { id: idAtEnd.exec(text)?.[1] ?? null, text: oneLine(text.replace(idAtEnd, '')), answer: oneLine(answer), line }
    line += linesIn(item.raw.trimEnd()) + 1
    return read
  })
}

const shown = new Set(['space', 'paragraph', 'text', 'list', 'list_item', 'blockquote', 'checkbox', 'strong', 'em', 'link', 'escape', 'br'])

function unknownMarkup(token: Token): string[] {
  const children: Token[] = token.type === 'list' ? (token as Tokens.List).items : 'tokens' in token ? (token.tokens ?? []) : []
  return [...(shown.has(token.type) ? [] : [token.type]), ...children.flatMap(unknownMarkup)]
}

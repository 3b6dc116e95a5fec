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
  /** A picture on a line of its own: its file and what it shows in words. It is not part of the text. */
  image: { file: string; alternative: string } | null
  /** `### Heading {#turn-id}` sections inside this one: the turns of a scenario. */
  turns: Section[]
  /** Markdown the card player does not show. */
  unknownMarkup: { name: string; line: number }[]
}

type Placed = { token: Token; line: number }
type Heading = { heading: string; line: number; tokens: Placed[] }

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
  const sections: Heading[] = []
  let line = linesIn(front[0]) + 1
  for (const token of marked.lexer(source.slice(front[0].length))) {
    if (token.type === 'heading' && token.depth === 2) sections.push({ heading: token.text, line, tokens: [] })
    else sections.at(-1)?.tokens.push({ token, line })
    line += linesIn(token.raw)
  }
  return { frontMatter: parse(front[1] ?? '') ?? {}, sections: sections.map(readSection) }
}

/** Splits what stands under a heading at the headings one level further down. */
function splitAt(depth: number, tokens: Placed[]): { before: Placed[]; sections: Heading[] } {
  const sections: Heading[] = []
  const before: Placed[] = []
  for (const placed of tokens) {
    const { token, line } = placed
    if (token.type === 'heading' && token.depth === depth) sections.push({ heading: token.text, line, tokens: [] })
    else (sections.at(-1)?.tokens ?? before).push(placed)
  }
  return { before, sections }
}

/** A paragraph that holds a picture and nothing else. */
const imageIn = ({ token }: Placed): Tokens.Image | null => {
  const [only, ...rest] = token.type === 'paragraph' ? ((token as Tokens.Paragraph).tokens ?? []) : []
  return only?.type === 'image' && rest.length === 0 ? (only as Tokens.Image) : null
}

function readSection({ heading, line, tokens: all }: Heading): Section {
  const { before, sections } = splitAt(3, all)
  const image = before.map(imageIn).find((found) => found !== null) ?? null
  const tokens = before.filter((placed) => imageIn(placed) === null)
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
    image: image && { file: image.href, alternative: image.text },
    turns: sections.map(readSection),
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

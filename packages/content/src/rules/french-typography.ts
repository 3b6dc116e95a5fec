import type { Problem } from '../problem.ts'
import type { TextLine } from './text-lines.ts'

const faults: [pattern: RegExp, what: string][] = [
  [/(?<!«)[ \u00a0\u202f][;?!]/u, 'There is a space before ; ? or !'],
  [/(?<!\u00a0|\d):|\d:(?!\d)/u, 'A no-break space is missing before a colon'],
  [/«(?!\u00a0)|(?<!\u00a0)»/u, 'A no-break space is missing inside « »'],
  [/\d (?=[$%]|(?:h|min|Mo|ko)\b|\d{3}\b)/u, 'A no-break space is missing between a number and its unit'],
  [/\p{L}'/u, 'An apostrophe is straight'],
  [/"/u, 'A quotation mark is straight'],
]

/** French spacing as in Canada, quotes and apostrophes: otherwise a colon stands alone at the start of a line on a phone. */
export function frenchTypography(lines: TextLine[]): Problem[] {
  return lines
    .filter(({ language }) => language === 'fr')
    .flatMap(({ file, line, text }) =>
      faults
        .filter(([pattern]) => pattern.test(text))
        .map(([pattern, what]) => {
          const at = pattern.exec(text)?.index ?? 0
          return { file, line, what: `${what}: “${text.slice(Math.max(0, at - 15), at + 5).trim()}”.`, remedy: 'Run: pnpm content typeset' }
        }),
    )
}

/** Puts a short word in the place of each name and term of the field: they are known to the reader, however long. */
export function exceptTerms(terms: readonly string[]): (text: string) => string {
  if (terms.length === 0) return (text) => text
  const longestFirst = terms.toSorted((a, b) => b.length - a.length).map((term) => term.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  const anyTerm = new RegExp(`(?<!\\p{L})(?:${longestFirst.join('|')})s?(?!\\p{L})`, 'giu')
  return (text) => text.replace(anyTerm, 'mot')
}

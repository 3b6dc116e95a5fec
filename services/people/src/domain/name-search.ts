/** Without accents, in lower case: who types on a phone leaves them out. `plainName` of the store says the same in SQL. */
const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('’', "'")

/** What to look for in a name, in whatever order it was typed: "benali, amal" finds Amal Benali. */
export const searchedWords = (typed: string): string[] =>
  plain(typed)
    .split(/[\s\p{Cc},;.-]+/u)
    .filter(Boolean)

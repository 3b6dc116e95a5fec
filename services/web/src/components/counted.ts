import { inWords } from '../words/in-words.ts'
import type { Words } from '../words/words.ts'

/** "nine people" */
export const peopleInWords = (words: Words, count: number) => words.t('teams.people-count', { count, people: inWords(words, count) })

const NAMES_SHOWN = 3

/** "Daniel, Ines and Joy"; of five or more, three by name. `people` where not all of the names are known here. */
export const namesOf = ({ t, list }: Words, names: readonly string[], people = names.length) =>
  people <= NAMES_SHOWN + 1 ? list(names) : list([...names.slice(0, NAMES_SHOWN), t('teams.protect-others', { count: people - NAMES_SHOWN })])

import { type Language, type LibraryCourse, type LibraryQuery, type LocalizedText, languages } from '@handrail/contracts'
import MiniSearch from 'minisearch'
import { wordsToKeep, wordToFind } from './search-words.ts'

export type ShelfCourse = Omit<LibraryCourse, 'fit'> & { canDo: LocalizedText }
type Filters = Pick<LibraryQuery, 'area' | 'level' | 'minutes' | 'kilobytes' | 'format'>
type Wanted = Filters & Pick<LibraryQuery, 'language' | 'words' | 'cursor' | 'limit'>

const OTHER_WORDS = 3
const SHORT_WORD = 4

/** The courses that somebody may find, with an index a language. Made once for each state of the library. */
export type Shelf = { courses: readonly ShelfCourse[]; byId: ReadonlyMap<string, ShelfCourse>; indexes: Readonly<Record<Language, MiniSearch<ShelfCourse>>> }

const textOf = (course: ShelfCourse, field: string, language: Language): string => {
  if (field === 'courseId') return course.courseId
  if (field === 'title' || field === 'summary' || field === 'canDo' || field === 'competency') return course[field]?.[language] ?? ''
  return ''
}

const indexOf = (courses: readonly ShelfCourse[], language: Language) => {
  const index = new MiniSearch<ShelfCourse>({
    idField: 'courseId',
    fields: ['title', 'competency', 'canDo', 'summary'],
    extractField: (course, field) => textOf(course, field, language),
    processTerm: (word) => wordsToKeep(word, language),
    searchOptions: { boost: { title: 3, competency: 2, canDo: 1.5 }, processTerm: (word) => wordToFind(word, language) },
  })
  index.addAll(courses)
  return index
}

export const shelfOf = (courses: readonly ShelfCourse[]): Shelf => ({
  courses,
  byId: new Map(courses.map((course) => [course.courseId, course])),
  indexes: { en: indexOf(courses, 'en'), fr: indexOf(courses, 'fr') },
})

/** One letter in five may be wrong; in a second look, two in five. Short words must be right, else everything is found. */
const firstLook = { prefix: (word: string) => word.length >= SHORT_WORD, fuzzy: (word: string) => (word.length > SHORT_WORD ? 0.2 : false) }
const secondLook = { ...firstLook, fuzzy: (word: string) => (word.length > SHORT_WORD ? 0.4 : false) }

/**
 * Courses in the order in which they fit the words: those with all of the words; else with some; else by the words of
 * the other language, for people say "phishing" in French, too; else by words that are less alike. Without words, all.
 */
const found = ({ courses, byId, indexes }: Shelf, words: string, language: Language): readonly ShelfCourse[] => {
  if (words === '') return courses
  const other = languages.find((each) => each !== language) ?? language
  const looks = [
    () => indexes[language].search(words, { ...firstLook, combineWith: 'AND' }),
    () => indexes[language].search(words, { ...firstLook, combineWith: 'OR' }),
    () => indexes[other].search(words, { ...firstLook, combineWith: 'AND' }),
    () => indexes[language].search(words, { ...secondLook, combineWith: 'OR' }),
  ]
  for (const look of looks) {
    const hits = look()
    if (hits.length > 0) return hits.flatMap(({ id }) => byId.get(id) ?? [])
  }
  return []
}

const fitsIn =
  ({ area, level, minutes, kilobytes, format }: Filters) =>
  (course: ShelfCourse) =>
    (area === undefined || course.areaId === area) &&
    (level === undefined || course.toLevel === level) &&
    (minutes === undefined || course.minutes <= minutes) &&
    (kilobytes === undefined || course.kilobytes <= kilobytes) &&
    (format === undefined || course.formats.includes(format))

/** Names of competencies that lead somewhere: where nothing was found, those with most courses. */
const otherWords = ({ courses }: Shelf): LocalizedText[] => {
  const named = Map.groupBy(
    courses.filter(({ competency }) => competency !== null),
    ({ competencyId }) => competencyId,
  )
  const most = [...named.values()].sort((one, other) => other.length - one.length)
  return most.slice(0, OTHER_WORDS).flatMap(([course]) => course?.competency ?? [])
}

/** A page of the library, and what to try where it is empty. */
export const searchLibrary = (shelf: Shelf, { words, language, cursor, limit, ...filters }: Wanted) => {
  const withWords = found(shelf, words, language)
  const all = withWords.filter(fitsIn(filters))
  return {
    courses: all.slice(cursor, cursor + limit),
    total: all.length,
    before: cursor > 0 ? Math.max(0, cursor - limit) : null,
    next: cursor + limit < all.length ? cursor + limit : null,
    withoutFilters: withWords.length,
    otherWords: withWords.length === 0 ? otherWords(shelf) : [],
  }
}

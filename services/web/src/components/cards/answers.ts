import { type Result, resultOfChoices, resultOfPlaces } from './judging.ts'
import { type Item, type OrderScreen, pairField, placeField, type Screen, takesSeveral } from './screen.ts'

/** What somebody answered on a screen, as fields of its form, and nothing else. */
export type Answers = URLSearchParams

/** The answers to a screen among the fields of a form, without what it never offered. */
export const answersTo = (screen: Screen, fields: URLSearchParams): Answers => {
  switch (screen.kind) {
    case 'choices': {
      const chosen = screen.choices.filter(({ choiceId }) => fields.getAll(screen.name).includes(choiceId))
      return new URLSearchParams(chosen.slice(0, takesSeveral(screen) ? undefined : 1).map(({ choiceId }) => [screen.name, choiceId]))
    }
    case 'order': {
      const places = screen.items.map((_, index) => String(index + 1))
      const given = screen.items.map((item) => [placeField(item), fields.get(placeField(item)) ?? ''])
      return new URLSearchParams(given.filter(([, place = '']) => places.includes(place)))
    }
    case 'match': {
      const given = screen.pairs.map((pair) => [pairField(pair), fields.get(pairField(pair)) ?? ''])
      return new URLSearchParams(given.filter(([, right]) => screen.pairs.some(({ pairId }) => pairId === right)))
    }
  }
}

/** The items without a number, or with one that another has too. */
export const unplaced = ({ items }: OrderScreen, answers: Answers): readonly Item[] => {
  const given = items.map((item) => answers.get(placeField(item)))
  return items.filter((_, index) => given[index] === null || given.filter((place) => place === given[index]).length > 1)
}

/** The items as somebody put them; mixed, as long as not each has its number. */
export const arranged = (screen: OrderScreen, answers: Answers): readonly Item[] => {
  const placeOf = (item: Item) => Number(answers.get(placeField(item)))
  return unplaced(screen, answers).length > 0 ? screen.mixed : [...screen.items].sort((one, other) => placeOf(one) - placeOf(other))
}

/** Whether there is something to check. Pairs may be left open: who does not know one may look. */
export const isAnswered = (screen: Screen, answers: Answers): boolean => (screen.kind === 'order' ? unplaced(screen, answers).length === 0 : answers.size > 0)

/** Whether a screen has been checked, as the fields of a form say. */
export const isJudged = (screen: Screen, fields: URLSearchParams): boolean =>
  fields.getAll('judged').includes(screen.screenId) && isAnswered(screen, answersTo(screen, fields))

/** All that is known of some screens, to be carried from one to the next. */
export const fieldsOf = (screens: readonly Screen[], fields: URLSearchParams): [name: string, value: string][] =>
  screens.flatMap((screen) => [...answersTo(screen, fields), ...(isJudged(screen, fields) ? [['judged', screen.screenId] satisfies [string, string]] : [])])

export const resultOf = (screen: Screen, answers: Answers): Result => {
  switch (screen.kind) {
    case 'choices': {
      const chosen = answers.getAll(screen.name)
      const options = screen.choices.map(({ choiceId, right }) => ({ right, chosen: chosen.includes(choiceId) }))
      return resultOfChoices(options, takesSeveral(screen))
    }
    case 'order':
      return resultOfPlaces(screen.items.map((item, index) => answers.get(placeField(item)) === String(index + 1)))
    case 'match':
      return resultOfPlaces(screen.pairs.map((pair) => answers.get(pairField(pair)) === pair.pairId))
  }
}

/** The turn that the chosen one leads to. */
export const turnAfter = (screen: Screen, answers: Answers): string | null =>
  screen.kind === 'choices' ? (screen.choices.find(({ choiceId }) => choiceId === answers.get(screen.name))?.leadsTo ?? null) : null

/** Where an error leads: to the first field that wants something. */
export const fieldToMend = (screen: Screen, answers: Answers): string => {
  switch (screen.kind) {
    case 'choices':
      return screen.name
    case 'order':
      return unplaced(screen, answers).map(placeField)[0] ?? ''
    case 'match':
      return screen.pairs.map(pairField)[0] ?? ''
  }
}

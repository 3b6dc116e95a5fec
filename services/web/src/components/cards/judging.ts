export type Result = 'right' | 'partly' | 'not'

type Option = { right: boolean; chosen: boolean }

/** What the chosen ones are together. Where one is chosen, any right one will do; where several are, all and no other. */
export const resultOfChoices = (options: readonly Option[], several: boolean): Result => {
  const hit = options.some(({ right, chosen }) => right && chosen)
  const exact = several ? options.every(({ right, chosen }) => right === chosen) : hit
  return exact ? 'right' : hit ? 'partly' : 'not'
}

/** How much of an order, or of the pairs, is where it belongs. */
export const resultOfPlaces = (inPlace: readonly boolean[]): Result => (inPlace.every(Boolean) ? 'right' : inPlace.some(Boolean) ? 'partly' : 'not')

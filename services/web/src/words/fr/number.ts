import type { number as english } from '../en/number.ts'
import type { Translated } from '../translated.ts'

/** Au féminin: ce sont des personnes, des équipes. */
export const number: Translated<typeof english> = {
  '1': 'une',
  '2': 'deux',
  '3': 'trois',
  '4': 'quatre',
  '5': 'cinq',
  '6': 'six',
  '7': 'sept',
  '8': 'huit',
  '9': 'neuf',
  '10': 'dix',
  '11': 'onze',
  '12': 'douze',
}

import { number as spelled } from './en/number.ts'
import type { Words } from './words.ts'

const isSpelled = (key: string): key is keyof typeof spelled => Object.hasOwn(spelled, key)

/** Up to twelve as a word, then as a number. In French it is feminine, for it counts people and teams. */
export const inWords = ({ t, number }: Words, count: number) => {
  const key = String(count)
  return isSpelled(key) ? t(`number.${key}`) : number(count)
}

/** A sentence begins with a capital letter. */
export const opened = (sentence: string) => sentence.charAt(0).toLocaleUpperCase('fr-CA') + sentence.slice(1)

/** Marks that turn the direction of what stands around a name (Unicode UAX #9); letters know theirs. */
const turning = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** A name is one line: without control characters, without marks that would turn the sentence it stands in. */
export const normalizedName = (name: string): string =>
  name
    .normalize('NFC')
    .replace(turning, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()

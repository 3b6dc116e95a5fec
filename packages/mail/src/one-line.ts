const turning = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** Takes out the marks that would turn the direction of the sentence around a value (Unicode UAX #9). */
export const withoutTurning = (value: string): string => value.replace(turning, '')

/** A value as it may stand in a subject: one line, which turns nothing. What looks like a header is text of that line. */
export const oneLine = (value: string): string => withoutTurning(value).replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')

import { describe, expect, it } from 'vitest'
import { englishGrade, frenchEase, frenchSyllables } from './reading-level.ts'

describe('syllables of a French word', () => {
  it.each([
    ['je', 1],
    ['chose', 1],
    ['personnes', 2],
    ['téléphone', 3],
    ['réalité', 4],
    ['qualité', 3],
    ['guider', 2],
    ['cœur', 1],
    ['naïf', 2],
    ['renseignements', 4],
    ['confidentialité', 6],
  ])('%s has about %i', (word, count) => {
    expect(Math.abs(frenchSyllables(word) - count)).toBeLessThanOrEqual(1)
  })
  it('of common short words are counted as spoken', () => {
    for (const [word, count] of [
      ['je', 1],
      ['chose', 1],
      ['personnes', 2],
      ['téléphone', 3],
      ['réalité', 4],
    ] as const)
      expect(frenchSyllables(word)).toBe(count)
  })
})

describe('how hard a text is', () => {
  it('is the formula, on a text counted by hand', () => {
    // Eleven words in two sentences, eleven syllables: 0.39 × 5.5 + 11.8 × 1 − 15.59.
    expect(englishGrade('The cat sat on the mat. The dog ran to him.')).toBeCloseTo(-1.645, 2)
    // Six words in two sentences, six syllables: 207 − 1.015 × 3 − 73.6.
    expect(frenchEase('Je vois un chat. Il dort.')).toBeCloseTo(207 - 1.015 * 3 - 73.6, 2)
  })
  it('does not fall at a colon, and rises with longer sentences and words', () => {
    const short = 'Ask first. Then plan. Write it down.'
    const long = 'Ask first, and when everybody has had an opportunity to answer comprehensively, prepare the documentation.'
    expect(englishGrade(long)).toBeGreaterThan(englishGrade(short) + 5)
    expect(englishGrade('Say four things: where you are, and who hears.')).toBe(englishGrade('Say four things where you are, and who hears.'))
  })
})

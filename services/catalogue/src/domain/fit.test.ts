import { expect, it } from 'vitest'
import { fitsOf } from './fit.ts'

const step = { courseVersion: 1, competencyId: 'fraud', minutes: 5 }
const fits = fitsOf({
  steps: [
    { courseId: 'gap', ...step, reason: { kind: 'closes-gap', floor: 3, level: 1 } },
    { courseId: 'look', ...step, reason: { kind: 'taster', floor: 2 } },
    { courseId: 'before', ...step, reason: { kind: 'comes-first', floor: 3, level: 2, before: 'gap' } },
  ],
  skipped: [
    { courseId: 'enough', competencyId: 'fraud', reason: { kind: 'others-are-enough' } },
    { courseId: 'unsure', competencyId: 'fraud', reason: { kind: 'not-sure' } },
    { courseId: 'further', competencyId: 'fraud', reason: { kind: 'begins-further-on', fromLevel: 3, level: 1 } },
    { courseId: 'there', competencyId: 'fraud', reason: { kind: 'already-there', floor: 2, level: 3 } },
    { courseId: 'above', competencyId: 'fraud', reason: { kind: 'above-what-you-need', floor: 2 } },
    { courseId: 'done', competencyId: 'fraud', reason: { kind: 'already-completed' } },
  ],
})

it('a step of the plan says why it is there, and what the role needs', () => {
  expect(fits.get('gap')).toEqual({ kind: 'closes-gap', floor: 3 })
  expect(fits.get('look')).toEqual({ kind: 'taster', floor: 2 })
  expect(fits.get('before')).toEqual({ kind: 'comes-first', floor: 3 })
})
it('what the role needs and the plan leaves to other courses is said to be needed', () => {
  for (const courseId of ['enough', 'unsure', 'further']) expect(fits.get(courseId)).toEqual({ kind: 'role-needs', floor: null })
})
it('nothing is said of a course that the person has no need of', () => {
  for (const courseId of ['there', 'above', 'done', 'elsewhere']) expect(fits.has(courseId)).toBe(false)
})

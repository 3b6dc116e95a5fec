import type { Fit } from '@handrail/contracts'
import type { Plan } from './plan.ts'

/**
 * Why courses fit somebody: only what their plan says already. A course that leads where they are, or past what their
 * role needs, is not named, and neither is a level of theirs.
 */
export const fitsOf = ({ steps, skipped }: Pick<Plan, 'steps' | 'skipped'>): ReadonlyMap<string, Fit> => {
  const fits = new Map<string, Fit>()
  for (const { courseId, reason } of skipped) {
    if (reason.kind === 'not-sure' || reason.kind === 'others-are-enough' || reason.kind === 'begins-further-on')
      fits.set(courseId, { kind: 'role-needs', floor: null })
  }
  for (const { courseId, reason } of steps) fits.set(courseId, { kind: reason.kind, floor: reason.floor })
  return fits
}

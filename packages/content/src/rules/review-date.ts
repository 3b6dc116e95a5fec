import type { CourseSource } from '../course-source.ts'
import type { Problem } from '../problem.ts'

/** A course past its review date is read again before it is published. `today` is a calendar day, `2026-12-04`. */
export function reviewDate({ folder, neutral }: CourseSource, today: string): Problem[] {
  if (neutral.reviewOn >= today) return []
  return [
    {
      file: `${folder}/course.yaml`,
      what: `The review was due on ${neutral.reviewOn}.`,
      remedy: 'Read both halves, check the sources, then set the next date.',
    },
  ]
}

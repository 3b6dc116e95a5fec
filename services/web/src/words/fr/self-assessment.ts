import type { selfAssessment as english } from '../en/self-assessment.ts'
import type { Translated } from '../translated.ts'

export const selfAssessment: Translated<typeof english> = {}

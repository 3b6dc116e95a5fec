import type { course as english } from '../en/course.ts'
import type { Translated } from '../translated.ts'

export const course: Translated<typeof english> = {}

import type { design as english } from '../en/design.ts'
import type { Translated } from '../translated.ts'

export const design: Translated<typeof english> = {}

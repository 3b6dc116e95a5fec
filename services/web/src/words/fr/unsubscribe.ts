import type { unsubscribe as english } from '../en/unsubscribe.ts'
import type { Translated } from '../translated.ts'

export const unsubscribe: Translated<typeof english> = {}

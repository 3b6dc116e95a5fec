import { languagePages } from './language.ts'
import { signInPages } from './sign-in.tsx'

/** Every area of pages. A new area is a file here and a line in this list. */
export const allPages = [signInPages, languagePages] as const

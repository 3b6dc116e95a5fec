/** Something in the content that an author has to change: where it is, what is wrong, what to do. */
export interface Problem {
  file: string
  line?: number
  what: string
  remedy: string
}

/** One line a person can act on: `courses/x/fr.md:12  what is wrong. What to do.` */
export const describe = ({ file, line, what, remedy }: Problem) => `${file}${line === undefined ? '' : `:${line}`}  ${what} ${remedy}`

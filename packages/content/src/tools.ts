/** What the commands of infra/content do their work with. */
export { build, channelsOf } from './build.ts'
export { check } from './check.ts'
export { describe } from './problem.ts'
export { type LibraryHalves, readHalves } from './read-halves.ts'
export { stamp } from './stamp.ts'
export { typeset } from './typeset.ts'

/** How the breaker tells a service's process what shall be wrong with it; read by `inside.ts` and by nothing else. */
export const variables = {
  /** Names of `breaks`, with commas between. */
  breaks: 'HANDRAIL_CHAOS_BREAKS',
  /** The beginning of the names of files that end the process where it finds them. */
  failpoints: 'HANDRAIL_CHAOS_FAILPOINTS',
  /** By how many milliseconds its clock is wrong. */
  clock: 'HANDRAIL_CHAOS_CLOCK_MS',
} as const

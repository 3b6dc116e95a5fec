/** The page that stands in for every page that is not kept. */
export const NO_SIGNAL = '/no-signal'

/** Stand in a kept page for what is made anew each time it is shown. */
export const ANY_KEY = '00000000-0000-0000-0000-000000000000'
export const ANY_CARD = 'kept-card'

/** The page that stands in for every page that is not kept. */
export const NO_SIGNAL = '/no-signal'

/** Stand in a kept page for what is made anew each time it is shown. */
export const ANY_KEY = '00000000-0000-0000-0000-000000000000'
export const ANY_CARD = 'kept-card'

export const ASSESSMENT = '/self-assessment'

/** Whose page it is, and for whom something was kept that is sent: neither is ever another's. */
export const PERSON_HEADER = 'handrail-person'
/** Of which version of a course a card is. */
export const VERSION_HEADER = 'handrail-course-version'
/** Of which self-assessment a question is, and of which make the page. */
export const ASSESSMENT_HEADER = 'handrail-self-assessment'

import type { Role } from '@handrail/contracts'
import type { PlainKey } from '../words/words.ts'

type Place = { href: string; label: PlainKey }

/** The parts of Handrail, shown as tabs to whoever has more than one. */
export const parts: readonly (Place & { role: Role })[] = [
  { href: '/', label: 'frame.my-learning', role: 'learner' },
  { href: '/library', label: 'library.tab', role: 'learner' },
  { href: '/cohort', label: 'cohort.tab', role: 'champion' },
  { href: '/teams', label: 'teams.tab', role: 'manager' },
  { href: '/organization', label: 'organization.tab', role: 'lead' },
]

/** About the person, at the foot of every page. */
export const ownPlaces: readonly Place[] = [
  { href: '/plan', label: 'frame.my-picture' },
  { href: '/progress', label: 'progress.title' },
  { href: '/sharing', label: 'frame.sharing' },
  { href: '/account', label: 'frame.my-account' },
]

import type { Preferences } from '@handrail/contracts'

export type PreferencesChange = { [Field in keyof Preferences]?: Preferences[Field] | undefined }

/** What holds for everybody until they say otherwise. */
export const defaultPreferences: Preferences = {
  digest: 'weekly',
  sections: ['my-learning', 'my-teams', 'my-cohort'],
  helpAnswers: 'with-digest',
  quietHours: null,
}

/** What one tap on "unsubscribe" means: no mail of ours any more. */
export const noMail = { digest: 'never', helpAnswers: 'with-digest' } as const satisfies PreferencesChange

type Outcome = {
  after: Preferences
  isChanged: boolean
  /** Others hear whether somebody gets the digest; how often, about what and when is nobody's business. */
  isHeard: boolean
  /** Whoever asks for mail means it: a mailbox that refused us is tried anew. */
  asksForMail: boolean
}

const inOrder = (days: readonly number[]) => [...new Set(days)].sort((a, b) => a - b)

export const applyChange = (before: Preferences, change: PreferencesChange): Outcome => {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  const merged: Preferences = { ...before, ...given }
  const sections = defaultPreferences.sections.filter((section) => merged.sections.includes(section))
  const quietHours = merged.quietHours && { ...merged.quietHours, days: inOrder(merged.quietHours.days) }
  const after = { ...merged, sections, quietHours }
  return {
    after,
    isChanged: JSON.stringify(ordered(after)) !== JSON.stringify(ordered(before)),
    isHeard: (after.digest === 'never') !== (before.digest === 'never'),
    asksForMail: (change.digest !== undefined && change.digest !== 'never') || change.helpAnswers === 'at-once',
  }
}

const ordered = ({ digest, sections, helpAnswers, quietHours }: Preferences) => [
  digest,
  sections,
  helpAnswers,
  quietHours && [quietHours.from, quietHours.to, quietHours.days],
]

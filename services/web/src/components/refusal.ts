import { Day } from '@handrail/contracts'
import { ServiceRefused } from '../clients/call.ts'
import type { Words } from '../words/words.ts'

/** Where on the form to look, what to do there, and the date that would do. */
export type Refusal = { field: 'path' | 'due' | 'key'; message: string; dateThatFits: string | null }

/** What a service's refusal to assign means for the form; null for what the form cannot mend. */
export const assignRefusal = ({ t, day }: Words, error: unknown, now: Date): Refusal | null => {
  if (!(error instanceof ServiceRefused)) return null
  const { code, facts } = error.problem
  switch (code) {
    case 'due-date-needs-more-time': {
      const fits = Day.safeParse(facts?.dateThatFits).data ?? null
      const message = fits ? t('teams.refused-needs-more-time', { date: day(fits, now) }) : t('teams.refused-needs-time')
      return { field: 'due', message, dateThatFits: fits }
    }
    case 'due-date-in-the-past':
      return { field: 'due', message: t('teams.refused-past'), dateThatFits: null }
    case 'idempotency-key-reused':
      return { field: 'key', message: t('teams.refused-reused'), dateThatFits: null }
    case 'not-found':
      return { field: 'path', message: t('teams.refused-gone'), dateThatFits: null }
    default:
      return null
  }
}

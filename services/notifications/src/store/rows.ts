import type { Preferences } from '@handrail/contracts'
import type { Selectable, Updateable } from 'kysely'
import type { Tables } from '../tables.ts'

type Row = Pick<Selectable<Tables['recipients']>, 'digest' | 'fortnightly' | 'sections' | 'help_answers_at_once' | 'quiet_hours'>

export const toPreferences = (row: Row): Preferences => ({
  digest: row.digest ? (row.fortnightly ? 'fortnightly' : 'weekly') : 'never',
  sections: row.sections,
  helpAnswers: row.help_answers_at_once ? 'at-once' : 'with-digest',
  quietHours: row.quiet_hours,
})

export const fromPreferences = ({ digest, sections, helpAnswers, quietHours }: Preferences): Updateable<Tables['recipients']> => ({
  digest: digest !== 'never',
  ...(digest !== 'never' && { fortnightly: digest === 'fortnightly' }),
  sections,
  help_answers_at_once: helpAnswers === 'at-once',
  quiet_hours: quietHours && JSON.stringify(quietHours),
})

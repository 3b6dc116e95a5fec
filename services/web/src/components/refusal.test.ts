import type { ProblemCode } from '@handrail/contracts'
import { describe, expect, test } from 'vitest'
import { ServiceAway, ServiceRefused } from '../clients/call.ts'
import { words } from '../words/words.ts'
import { assignRefusal } from './refusal.ts'

const now = new Date('2026-11-21T15:00:00Z')
const refused = (code: ProblemCode, facts?: Record<string, unknown>) =>
  new ServiceRefused('progress', { type: 'about:blank', title: code, status: 409, code, ...(facts ? { facts } : {}) })

describe('a refusal to assign', () => {
  test('that needs more time names the date that fits, in the language and with the year when it is another', () => {
    const error = refused('due-date-needs-more-time', { dateThatFits: '2026-12-18' })
    expect(assignRefusal(words.en, error, now)).toEqual({
      field: 'due',
      message: 'This date does not fit in the protected time. 18\u00a0December fits everybody.',
      dateThatFits: '2026-12-18',
    })
    expect(assignRefusal(words.fr, error, now)?.message).toBe('Cette date ne cadre pas avec le temps protégé. Le 18\u00a0décembre convient à tout le monde.')
    const later = refused('due-date-needs-more-time', { dateThatFits: '2027-01-08' })
    expect(assignRefusal(words.en, later, now)?.message).toContain('8\u00a0January\u00a02027')
  })

  test.each([undefined, {}, { dateThatFits: 'soon' }, { dateThatFits: 18 }])('that needs more time and says %j for a date still says what to do', (facts) => {
    const refusal = assignRefusal(words.en, refused('due-date-needs-more-time', facts), now)
    expect(refusal?.dateThatFits).toBeNull()
    expect(refusal?.message).toContain('Choose a later one')
  })

  test('for a date in the past leads to the date', () => {
    expect(assignRefusal(words.fr, refused('due-date-in-the-past'), now)).toEqual({ field: 'due', message: 'Choisissez une date à venir.', dateThatFits: null })
  })

  test('that the form cannot mend is left to the page for problems', () => {
    expect(assignRefusal(words.en, refused('not-allowed'), now)).toBeNull()
    expect(assignRefusal(words.en, new ServiceAway('progress', new Error('down')), now)).toBeNull()
  })
})

import { describe, expect, it } from 'vitest'
import { hourName, quietSentence } from './quiet-hours.ts'
import { words } from './words.ts'

describe('quiet hours in words', () => {
  it('say hours as people do, and name the two that are mistaken for each other', () => {
    expect([0, 8, 12, 18].map((hour) => hourName(words.en, hour))).toEqual(['midnight', '8\u00a0a.m.', 'noon', '6\u00a0p.m.'])
    expect([0, 8, 12, 18].map((hour) => hourName(words.fr, hour))).toEqual(['minuit', '8\u00a0h', 'midi', '18\u00a0h'])
  })
  it('name days together where there is a name for them', () => {
    expect(quietSentence(words.en, { from: 18, to: 8, days: [1, 2, 3, 4, 5] })).toBe('No e-mail from 6\u00a0p.m. to 8\u00a0a.m., Monday to Friday.')
    expect(quietSentence(words.fr, { from: 18, to: 8, days: [1, 2, 3, 4, 5, 6, 7] })).toBe('Aucun courriel de 18\u00a0h à 8\u00a0h, tous les jours.')
    expect(quietSentence(words.en, { from: 0, to: 0, days: [6, 7] })).toBe('No e-mail all day, Saturday and Sunday.')
    expect(quietSentence(words.fr, { from: 0, to: 0, days: [6, 7] })).toBe('Aucun courriel toute la journée, le samedi et le dimanche.')
  })
  it('that nobody chose say that mail may come', () => {
    expect(quietSentence(words.en, null)).toBe('E-mail may come at any hour.')
  })
})

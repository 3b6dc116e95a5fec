import { describe, expect, it } from 'vitest'
import { type ShelfCourse, searchLibrary, shelfOf } from './search-library.ts'

const both = (en: string, fr: string) => ({ en, fr })
const course = (courseId: string, en: string, fr: string, more: Partial<ShelfCourse> = {}): ShelfCourse => ({
  courseId,
  competencyId: 'devices',
  competency: both('Securing devices', 'Sécuriser les appareils'),
  areaId: 'safety',
  area: both('Safety', 'Sécurité'),
  fromLevel: 1,
  toLevel: 2,
  minutes: 6,
  kilobytes: 10,
  title: both(en, fr),
  summary: both('One idea.', 'Une idée.'),
  canDo: both('I can do it.', 'Je peux le faire.'),
  formats: ['paper'],
  ...more,
})
const shelf = shelfOf([
  course('lock', 'Lock your phone', 'Verrouiller son téléphone', { summary: both('If it is lost.', 'S’il se perd.') }),
  course('pause', 'Pause before you click', 'Une pause avant de cliquer', {
    competencyId: 'fraud',
    competency: both('Fraud and phishing', 'Fraude et hameçonnage'),
    toLevel: 3,
    minutes: 8,
    formats: ['story', 'drawing'],
  }),
  course('calls', 'Talk about privacy', 'Parler de confidentialité', { areaId: 'reaching', minutes: 3, kilobytes: 7 }),
])
const search = (words: string, more: Partial<Parameters<typeof searchLibrary>[1]> = {}) =>
  searchLibrary(shelf, { words, language: 'fr', cursor: 0, limit: 12, ...more })
const idsOf = (words: string, more: Partial<Parameters<typeof searchLibrary>[1]> = {}) => search(words, more).courses.map(({ courseId }) => courseId)

describe('words', () => {
  it.each([
    ['cellulaire perdu', 'fr', 'lock'],
    ['SECURISER', 'fr', 'lock'],
    ['hameconage', 'fr', 'pause'],
    ['phising', 'en', 'pause'],
    ['phising', 'fr', 'pause'],
    ['l’hameçonnage', 'fr', 'pause'],
    ['confidnetialite', 'fr', 'calls'],
    ['lost cell', 'en', 'lock'],
    ['how do I lock my phone?', 'en', 'lock'],
    ['verrou', 'fr', 'lock'],
  ] as const)('"%s" (%s) finds a course, for accents, typing errors, beginnings and other words for the same are forgiven', (words, language, first) => {
    expect(idsOf(words, { language })[0]).toBe(first)
  })
  it('courses with all of the words come alone; with none such, those with some', () => {
    expect(idsOf('pause cliquer')).toEqual(['pause'])
    expect(idsOf('cliquer confidentialité').sort()).toEqual(['calls', 'pause'])
  })
  it('that say nothing lead nowhere, and other words are offered', () => {
    expect(search('xyzzy')).toMatchObject({ total: 0, withoutFilters: 0, otherWords: [{ fr: 'Sécuriser les appareils' }, { fr: 'Fraude et hameçonnage' }] })
    expect(idsOf('de la')).toEqual([])
  })
  it('that are missing find everything', () => {
    expect(idsOf('')).toEqual(['lock', 'pause', 'calls'])
  })
})

describe('filters', () => {
  it('hold together with the words', () => {
    expect(idsOf('', { area: 'reaching' })).toEqual(['calls'])
    expect(idsOf('', { level: 3 })).toEqual(['pause'])
    expect(idsOf('', { minutes: 6 })).toEqual(['lock', 'calls'])
    expect(idsOf('', { kilobytes: 9 })).toEqual(['calls'])
    expect(idsOf('', { format: 'story' })).toEqual(['pause'])
    expect(idsOf('téléphone', { format: 'paper', minutes: 6 })).toEqual(['lock'])
  })
  it('that leave nothing say how much there is without them', () => {
    expect(search('téléphone', { level: 4 })).toMatchObject({ total: 0, withoutFilters: 1, otherWords: [] })
  })
})

it('results come in pages, with the way back and on', () => {
  expect(search('', { limit: 1, cursor: 1 })).toMatchObject({ total: 3, before: 0, next: 2, courses: [{ courseId: 'pause' }] })
  expect(search('', { limit: 2 })).toMatchObject({ before: null, next: 2 })
  expect(search('', { limit: 2, cursor: 2 })).toMatchObject({ before: 0, next: null })
})

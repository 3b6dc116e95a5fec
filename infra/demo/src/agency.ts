import type { Language } from '@handrail/contracts'
import { v5 as uuidv5 } from 'uuid'

/** Ids are made from names, so that loading twice finds what is there. */
const NAMESPACE = '5b0c7f0e-4d2c-4b1e-9a5e-6d2f0c6a9b11'
export const idOf = (name: string): string => uuidv5(name, NAMESPACE)

export const organization = { organizationId: idOf('rivages'), name: 'Rivages', province: 'CA-ON', timeZone: 'America/Toronto' }

export const sites = [
  { siteId: idOf('site-vanier'), name: 'Vanier' },
  { siteId: idOf('site-orleans'), name: 'Orléans' },
]

export type DemoPerson = {
  key: string
  name: string
  roleProfile: 'settlement-worker' | 'language-instructor' | 'employment-counsellor' | 'team-leader' | 'executive'
  language: Language
  team?: 'settlement' | 'language' | 'employment'
  /** Minutes a week that the manager has protected. */
  protectedMinutes?: number
}

const person = (key: string, name: string, language: Language, rest: Omit<DemoPerson, 'key' | 'name' | 'language'>): DemoPerson => ({
  key,
  name,
  language,
  ...rest,
})
const worker = (key: string, name: string, language: Language, protectedMinutes?: number) =>
  person(key, name, language, { roleProfile: 'settlement-worker', team: 'settlement', ...(protectedMinutes && { protectedMinutes }) })
const instructor = (key: string, name: string, language: Language, protectedMinutes?: number) =>
  person(key, name, language, { roleProfile: 'language-instructor', team: 'language', ...(protectedMinutes && { protectedMinutes }) })
const counsellor = (key: string, name: string, language: Language, protectedMinutes?: number) =>
  person(key, name, language, { roleProfile: 'employment-counsellor', team: 'employment', ...(protectedMinutes && { protectedMinutes }) })

export const people: readonly DemoPerson[] = [
  person('nadia', 'Nadia Haddad', 'en', { roleProfile: 'executive' }),
  person('maryse', 'Maryse Lafleur', 'fr', { roleProfile: 'team-leader', protectedMinutes: 30 }),
  person('daniel', 'Daniel Okafor', 'en', { roleProfile: 'team-leader' }),
  worker('amal', 'Amal Benali', 'fr', 15),
  worker('joy', 'Joy Mutasa', 'en', 30),
  worker('ines', 'Inès Carvalho', 'fr', 15),
  worker('farid', 'Farid Rahimi', 'en', 15),
  worker('mei', 'Mei Tanaka', 'en', 20),
  worker('pavel', 'Pavel Dvorak', 'en', 15),
  worker('rosa', 'Rosa Quispe', 'fr', 15),
  worker('tomas', 'Tomas Berg', 'en'),
  worker('hodan', 'Hodan Warsame', 'en', 15),
  worker('lucie', 'Lucie Gagnon', 'fr'),
  worker('samir', 'Samir Toumi', 'fr', 15),
  instructor('luc', 'Luc Archambault', 'fr', 30),
  instructor('olena', 'Olena Kovalenko', 'en', 20),
  instructor('priya', 'Priya Nair', 'en', 20),
  instructor('jean', 'Jean Mukendi', 'fr', 20),
  instructor('sofia', 'Sofía Herrera', 'en', 20),
  instructor('claire', 'Claire Bouchard', 'fr'),
  counsellor('kwame', 'Kwame Boateng', 'en', 15),
  counsellor('yara', 'Yara Khoury', 'fr', 15),
  counsellor('grace', 'Grace Lim', 'en', 15),
  counsellor('etienne', 'Étienne Roy', 'fr', 15),
]

export const personOf = (key: string): { personId: string; organizationId: string } => ({
  personId: idOf(`person-${key}`),
  organizationId: organization.organizationId,
})
export const addressOf = (key: string): string => `${key}@rivages.example`
const membersOf = (team: DemoPerson['team']) => people.filter((each) => each.team === team).map(({ key }) => personOf(key).personId)

export const teams = [
  {
    teamId: idOf('team-settlement'),
    siteId: idOf('site-vanier'),
    name: 'Settlement · Établissement',
    managerIds: [personOf('maryse').personId],
    memberIds: membersOf('settlement'),
  },
  {
    teamId: idOf('team-language'),
    siteId: idOf('site-orleans'),
    name: 'Language · Langue',
    managerIds: [personOf('daniel').personId],
    memberIds: membersOf('language'),
  },
  {
    teamId: idOf('team-employment'),
    siteId: idOf('site-orleans'),
    name: 'Employment · Emploi',
    managerIds: [personOf('daniel').personId],
    memberIds: membersOf('employment'),
  },
]

export const roles = [
  { ...personOf('nadia'), role: 'lead' },
  { ...personOf('maryse'), role: 'manager' },
  { ...personOf('daniel'), role: 'manager' },
  { ...personOf('joy'), role: 'champion' },
  { ...personOf('luc'), role: 'champion' },
] as const

/** Whom a visitor may sign in as, and what there is to see. */
export const personas = [
  { key: 'amal', about: 'settlement worker, in French, in the middle of her path' },
  { key: 'tomas', about: 'settlement worker, in English, just arrived: start with the self-assessment' },
  { key: 'maryse', about: 'manager of the settlement team, in French' },
  { key: 'daniel', about: 'manager of two teams, one of four people' },
  { key: 'joy', about: 'digital champion, with a cohort' },
  { key: 'rosa', about: 'shows others often, and is invited to become a champion' },
  { key: 'nadia', about: 'lead of the agency' },
] as const

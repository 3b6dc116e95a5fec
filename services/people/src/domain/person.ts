import type { Language } from '@handrail/contracts'
import { normalizedName } from './name.ts'

export type Person = {
  name: string
  address: string
  roleProfile: string
  language: Language
  timeZone: string
  /** What the person said; null when not asked. */
  minutesPerWeek: number | null
}
export type PersonChange = { [Field in keyof Person]?: Person[Field] | undefined }

/** What other services hear of a person. Names and addresses stay here. */
const published = ['roleProfile', 'language', 'timeZone', 'minutesPerWeek'] as const

/** An address is one, however it was typed. */
export const normalizedAddress = (address: string) => address.trim().toLowerCase()

/** The person after a change, and whether anything changed that others must hear. */
export const applyChange = (person: Person, change: PersonChange): { after: Person; isHeard: boolean } => {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  const after: Person = { ...person, ...given }
  return {
    after: { ...after, name: normalizedName(after.name), address: normalizedAddress(after.address) },
    isHeard: published.some((field) => after[field] !== person[field]),
  }
}

/** Nothing of an erased person remains but an id that means nobody. */
export const erasedPerson = { roleProfile: 'erased', language: 'en', timeZone: 'UTC', minutesPerWeek: null } as const

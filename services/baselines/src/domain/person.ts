import { Refusal } from '@handrail/contracts'

/** What is known here of a person; undefined until people's event has arrived. */
export type Person = { role_profile: string; state: 'active' | 'left' | 'erased' }

/** A token outlives its person by some minutes; whoever has left or was erased finds nothing here. */
export const refuseWhoIsGone = (person: Person | undefined): void => {
  if (person && person.state !== 'active') throw new Refusal('not-found')
}

/** The role profile decides the questions, so there are none before it is known. */
export const roleProfileOf = (person: Person | undefined): string => {
  refuseWhoIsGone(person)
  if (!person) throw new Refusal('service-unavailable')
  return person.role_profile
}

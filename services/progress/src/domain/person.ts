import { Refusal } from '@handrail/contracts'

/** What people said last; somebody nobody has spoken of yet counts as active. */
export type PersonState = 'active' | 'left' | 'erased'

/** A token outlives its person by some minutes; whoever has left or was erased finds nothing here. */
export const refuseWhoIsGone = ({ state }: { state: PersonState }): void => {
  if (state !== 'active') throw new Refusal('not-found')
}

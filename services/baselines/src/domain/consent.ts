import { type Audience, audiences } from '@handrail/contracts'

/** Since when each audience may see; an audience that is missing may not. */
export type Grants = Partial<Record<Audience, string>>

/** Sharing is an act, per audience, revocable; choosing what already holds keeps the first date. */
export const choose = (grants: Grants, audience: Audience, granted: boolean, now: Date): Grants => {
  const { [audience]: since, ...others } = grants
  return granted ? { ...others, [audience]: since ?? now.toISOString() } : others
}

export const grantedAudiences = (grants: Grants): Audience[] => audiences.filter((audience) => grants[audience] !== undefined)

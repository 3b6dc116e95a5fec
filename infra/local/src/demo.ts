import type { Environment, Service } from './environment.ts'

/** Somebody of the demo agency to sign in as. */
export type Persona = { name: string; about: string; email: string }

/** Loads the demo agency where it is not there yet, through the services' own use cases; answers whom to sign in as. */
export const loadDemoAgency = async (env: Record<Service, Environment>, now: Date): Promise<readonly Persona[]> => {
  const { loadDemo } = await import('@handrail/demo')
  return loadDemo({ env, now })
}

import { baselines } from '@handrail/baselines'
import { catalogue } from '@handrail/catalogue'
import { type ServiceName, services } from '@handrail/contracts'
import type { Consumer } from '@handrail/events'
import { notifications } from '@handrail/notifications'
import { people } from '@handrail/people'
import type { Migration } from '@handrail/postgres'
import { progress } from '@handrail/progress'
import { OpsProblem } from './command.ts'

/** What the commands use of each service: its migrations and its listeners, the very ones that it runs. */
export const definitions: Record<ServiceName, { migrations: Record<string, Migration>; consumers: readonly Consumer[] }> = {
  people,
  baselines,
  catalogue,
  progress,
  notifications,
}

export type Listener = { service: ServiceName; consumer: Consumer }

export const listeners: readonly Listener[] = services.flatMap((service) => definitions[service].consumers.map((consumer) => ({ service, consumer })))

export const listenerNamed = (name: string): Listener => {
  const known = `There are: ${listeners.map(({ consumer }) => consumer.name).join(', ')}.`
  const found = listeners.find(({ consumer }) => consumer.name === name)
  if (!name) throw new OpsProblem(`Say which listener, with --consumer. ${known}`)
  if (!found) throw new OpsProblem(`There is no listener "${name}". ${known}`)
  return found
}

export const serviceNamed = (name: string): ServiceName => {
  const found = services.find((service) => service === name)
  if (!found) throw new OpsProblem(`There is no service "${name}" with a database. There are: ${services.join(', ')}.`)
  return found
}

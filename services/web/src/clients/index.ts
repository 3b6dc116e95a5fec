import type { ServiceName } from '@handrail/contracts'
import { baselinesClient } from './baselines.ts'
import { catalogueClient } from './catalogue.ts'
import { notificationsClient } from './notifications.ts'
import { peopleClient } from './people.ts'
import { progressClient } from './progress.ts'

export const createClients = (urls: Readonly<Record<ServiceName, string>>) => ({
  people: peopleClient(urls.people),
  baselines: baselinesClient(urls.baselines),
  catalogue: catalogueClient(urls.catalogue),
  progress: progressClient(urls.progress),
  notifications: notificationsClient(urls.notifications),
})
export type Clients = ReturnType<typeof createClients>

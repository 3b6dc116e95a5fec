import { Preferences } from '@handrail/contracts'
import type { z } from 'zod'
import { type Asker, anonymously, caller, path } from './call.ts'

export const notificationsClient = (baseUrl: string) => {
  const notifications = caller('notifications', baseUrl)
  return {
    preferences: (asker: Asker) => notifications.read(asker, { path: '/api/v1/preferences' }, Preferences),
    prefer: (asker: Asker, preferences: z.infer<typeof Preferences>) =>
      notifications.tell(asker, { method: 'PUT', path: '/api/v1/preferences', body: preferences }),
    unsubscribe: (trace: Pick<Asker, 'traceparent'>, token: string) =>
      notifications.tell(anonymously(trace), { method: 'POST', path: path`/unsubscribe/${token}`, body: {} }),
  }
}

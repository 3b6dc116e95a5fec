import { Preferences, type PreferencesChange } from '@handrail/contracts'
import type { z } from 'zod'
import { type Asker, anonymously, caller, path } from './call.ts'

export const notificationsClient = (baseUrl: string) => {
  const notifications = caller('notifications', baseUrl)
  return {
    preferences: (asker: Asker) => notifications.read(asker, { path: '/api/v1/preferences' }, Preferences),
    prefer: (asker: Asker, change: z.infer<typeof PreferencesChange>) =>
      notifications.tell(asker, { method: 'PATCH', path: '/api/v1/preferences', body: change }),
    myData: (asker: Asker) => notifications.pass(asker, '/api/v1/preferences/mine/export'),
    unsubscribe: (trace: Pick<Asker, 'traceparent'>, token: string) =>
      notifications.tell(anonymously(trace), { method: 'POST', path: path`/unsubscribe/${token}`, body: {} }),
  }
}

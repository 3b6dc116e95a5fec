import { type ServiceName, services } from '@handrail/contracts'
import type { ProvisionedUrls } from '@handrail/postgres'
import type { Secrets } from './secrets.ts'

export type Service = ServiceName | 'web'
export type Environment = Record<string, string | undefined>
export const allServices: readonly Service[] = [...services, 'web']

type Platform = {
  ports: Record<Service, number>
  databases: Record<ServiceName, ProvisionedUrls>
  natsUrlOf: (service: ServiceName) => string
  smtpUrl: string
  secrets: Secrets
  /** For every service: LOG_LEVEL, PUBLIC_URL, MAIL_FROM … */
  extra: Environment
}

/** What each service is told by its environment. Only `people` and `notifications` share a secret. */
export const environments = (platform: Platform): Record<Service, Environment> => {
  const { ports, databases, secrets, smtpUrl } = platform
  const urlOf = (service: Service) => `http://127.0.0.1:${ports[service]}`
  const listening = (service: Service) => ({
    HOST: '127.0.0.1',
    PORT: String(ports[service]),
    PUBLIC_URL: `http://localhost:${ports.web}`,
    PEOPLE_URL: urlOf('people'),
    LOG_LEVEL: 'info',
  })
  const storing = (service: ServiceName) => ({
    ...listening(service),
    OWNER_DATABASE_URL: databases[service].owner,
    APP_DATABASE_URL: databases[service].app,
    RELAY_DATABASE_URL: databases[service].relay,
    NATS_URL: platform.natsUrlOf(service),
  })
  const shared = { SERVICE_SECRET: secrets.serviceSecret, SERVICE_SECRET_ALSO: secrets.serviceSecretAlso }
  const mailing = { SMTP_URL: smtpUrl, MAIL_FROM: 'Handrail <handrail@agency.example>', ...shared }
  return {
    people: { ...storing('people'), ...mailing, AUTH_DATABASE_URL: databases.people.auth, AUTH_SECRET: secrets.authSecret, ...platform.extra },
    baselines: { ...storing('baselines'), STARTER_LIBRARY: 'true', ...platform.extra },
    catalogue: { ...storing('catalogue'), STARTER_LIBRARY: 'true', ...platform.extra },
    progress: { ...storing('progress'), ...platform.extra },
    notifications: { ...storing('notifications'), ...mailing, ...platform.extra },
    web: {
      ...listening('web'),
      BASELINES_URL: urlOf('baselines'),
      CATALOGUE_URL: urlOf('catalogue'),
      PROGRESS_URL: urlOf('progress'),
      NOTIFICATIONS_URL: urlOf('notifications'),
      ...platform.extra,
    },
  }
}

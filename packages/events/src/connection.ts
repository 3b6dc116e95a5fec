import { connect, type NatsConnection } from 'nats'

/**
 * Connects to NATS, and keeps trying for ever: a service starts without it, and finds it again by itself. The URL may
 * carry user and password. `name` is the service's: the server lets it read the inboxes of that name only.
 */
export const connectToNats = (url: string, name: string): Promise<NatsConnection> => {
  const { protocol, username, password, host } = new URL(url)
  return connect({
    servers: `${protocol}//${host}`,
    name,
    ...(username && { user: decodeURIComponent(username), pass: decodeURIComponent(password) }),
    waitOnFirstConnect: true,
    reconnect: true,
    ignoreAuthErrorAbort: true,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 500,
    reconnectJitter: 250,
    pingInterval: 10_000,
    maxPingOut: 2,
    // Else every publish makes an error beforehand, only to know from where it came should it fail.
    noAsyncTraces: true,
    inboxPrefix: `_INBOX_${name}`,
  })
}

/** Core-NATS subject that wakes the relay of a service, in whichever replica holds the lock. */
export const wakeSubject = (service: string) => `handrail-wake.${service}`

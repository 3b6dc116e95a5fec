import { createHmac } from 'node:crypto'
import type { ServiceName } from '@handrail/contracts'
import postgres from 'postgres'

export type ProvisionedUrls = { owner: string; app: string; relay: string; auth: string }

/**
 * A transaction whose owner fell silent is ended, and so is a connection to one that vanished without a word: both hold locks,
 * and the relay's holds up all events of a service. The operating system alone would let it wait for two hours.
 */
const patience = { idle_in_transaction_session_timeout: '30s', tcp_keepalives_idle: '30', tcp_keepalives_interval: '10' }

/**
 * Makes a service's database and its login roles, as an administrator; calling it again changes nothing.
 * Roles: owner (migrates), app (serves), relay (reads and marks the outbox), auth (sign-in tables; only people uses
 * it). Passwords derive from `passwordSecret`, so that whoever has the secret can tell the URLs again.
 */
export const provision = async (
  adminUrl: string,
  options: { service: ServiceName; passwordSecret: string; database?: string; template?: string },
): Promise<ProvisionedUrls> => {
  const { service, passwordSecret } = options
  const database = options.database ?? `handrail_${service}`
  const passwordOf = (role: string) => createHmac('sha256', passwordSecret).update(role).digest('base64url')
  const admin = postgres(adminUrl, { max: 1, onnotice: () => {}, connect_timeout: 5 })
  try {
    for (const kind of ['owner', 'app', 'relay', 'auth']) {
      const role = `${service}_${kind}`
      const [known] = await admin`select 1 from pg_roles where rolname = ${role}`
      const verb = known ? 'alter' : 'create'
      await admin.unsafe(`${verb} role "${role}" login nosuperuser nocreatedb nocreaterole nobypassrls password '${passwordOf(role)}'`)
      for (const [setting, value] of Object.entries(patience)) await admin.unsafe(`alter role "${role}" set ${setting} = '${value}'`)
    }
    const [known] = await admin`select 1 from pg_database where datname = ${database}`
    if (!known) {
      const template = options.template ? ` template "${options.template}"` : ''
      await admin.unsafe(`create database "${database}" owner "${service}_owner"${template}`)
    }
    await admin.unsafe(`revoke all on database "${database}" from public`)
    await admin.unsafe(`grant connect on database "${database}" to "${service}_app", "${service}_relay", "${service}_auth"`)
  } finally {
    await admin.end({ timeout: 5 })
  }
  const urlOf = (kind: string) => {
    const url = new URL(adminUrl)
    url.username = `${service}_${kind}`
    url.password = passwordOf(`${service}_${kind}`)
    url.pathname = `/${database}`
    return url.toString()
  }
  return { owner: urlOf('owner'), app: urlOf('app'), relay: urlOf('relay'), auth: urlOf('auth') }
}

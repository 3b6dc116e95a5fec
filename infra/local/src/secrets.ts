import { createHmac, randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const names = ['postgresPassword', 'databaseSecret', 'natsSecret', 'serviceSecret', 'authSecret'] as const
/** `serviceSecretAlso` is written by hand, when the secret of the services is changed: see infra/runbooks/keys-leaked.md. */
export type Secrets = Record<(typeof names)[number], string> & { serviceSecretAlso?: string }

const known = (file: string): Partial<Secrets> => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return {}
  }
}

/** This data folder's secrets: random, made once, readable by its owner only. */
export const secretsOf = (dataFolder: string): Secrets => {
  const file = join(dataFolder, 'secrets.json')
  const fresh = Object.fromEntries(names.map((name) => [name, randomBytes(32).toString('base64url')])) as Record<(typeof names)[number], string>
  const secrets = { ...fresh, ...known(file) }
  writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 })
  return secrets
}

/** One secret per holder from one that is kept. */
export const derivedSecret = (secret: string, holder: string) => createHmac('sha256', secret).update(holder).digest('base64url')

import { expect, test } from 'vitest'
import { natsUsers } from './nats-permissions.ts'

test('the server in a container has the same users (after a change: pnpm test:unit nats-permissions -u)', async () => {
  const config = {
    server_name: 'handrail',
    jetstream: { store_dir: '/data', sync_interval: 'always' },
    authorization: { users: natsUsers((user) => `$${user.toUpperCase()}_PASSWORD`) },
  }
  const text = JSON.stringify(config, null, 2).replace(/"(\$[A-Z]+_PASSWORD)"/g, '$1')
  await expect(`# Written by local/src/nats-permissions.test.ts. What a service hears stands in local/src/hears.ts.\n${text}\n`).toMatchFileSnapshot(
    '../../nats.conf',
  )
})

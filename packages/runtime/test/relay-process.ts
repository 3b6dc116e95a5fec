/** A relay alone in its process, so that a test can kill it. */
import { connectToNats, startRelay } from '@handrail/events'
import { createLog } from '../src/log.ts'

const { NATS_URL = '', RELAY_DATABASE_URL = '' } = process.env
const nats = await connectToNats(NATS_URL, 'relay-process')
startRelay({ service: 'notifications', relayUrl: RELAY_DATABASE_URL, nats, log: createLog('notifications', { LOG_LEVEL: 'silent' }) })

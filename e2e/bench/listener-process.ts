/** The listener to assignments alone in its process, so that its memory and its time can be seen. */
import { connectToNats } from '@handrail/events'
import { listenToAssignments } from './assignment-events.ts'

const nats = await connectToNats(process.env.NATS_URL ?? '', 'listener')
const listener = listenToAssignments(nats, process.env.APP_DATABASE_URL ?? '')
process.once('SIGTERM', async () => {
  await listener.stop()
  process.exit(0)
})

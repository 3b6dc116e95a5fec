/** Makes a listener's rows anew, and stops in the middle: the test kills it there. */
import { anew } from '../src/anew.ts'
import { listenerNamed } from '../src/listeners.ts'
import { findPlace } from '../src/place.ts'

const listener = listenerNamed(process.argv[2] ?? '')
const place = findPlace(process.env)
if (!place) throw new Error('There is no platform.')
let applied = 0
const apply: typeof listener.consumer.apply = async (trx, event) => {
  await listener.consumer.apply(trx, event)
  applied += 1
  if (applied < 3) return
  process.send?.('in the middle')
  await new Promise(() => {})
}
await anew(place, { ...listener, consumer: { ...listener.consumer, apply } })

import type { MyData } from '@handrail/contracts'
import type { Clients } from '../../clients/index.ts'
import type { SignedInVisit } from '../../edge/visit.ts'

type Part = keyof Omit<MyData, 'format' | 'version' | 'madeAt'>
type Bytes = AsyncIterable<Uint8Array>

const encoder = new TextEncoder()

async function* joined(madeAt: Date, parts: readonly (readonly [Part, Bytes | null])[]): AsyncGenerator<Uint8Array> {
  yield encoder.encode(`{"format":"handrail-my-data","version":1,"madeAt":${JSON.stringify(madeAt.toISOString())}`)
  for (const [name, bytes] of parts) {
    yield encoder.encode(`,\n"${name}":`)
    if (bytes) yield* bytes
    else yield encoder.encode('null')
  }
  yield encoder.encode('}\n')
}

/**
 * One file (`MyData` of the contracts) from what each service holds of a person, passed on as it comes. It begins once every
 * service has said yes: with one of them away there is no file, rather than half of one.
 */
export const myDataFile = async (clients: Clients, visit: SignedInVisit): Promise<ReadableStream<Uint8Array>> => {
  const parts = await Promise.all([
    clients.people.myData(visit).then((bytes) => ['people', bytes] as const),
    clients.baselines.myData(visit).then((bytes) => ['baselines', bytes] as const),
    clients.catalogue.myData(visit).then((bytes) => ['plan', bytes] as const),
    clients.progress.myData(visit).then((bytes) => ['progress', bytes] as const),
    clients.notifications.myData(visit).then((bytes) => ['notifications', bytes] as const),
  ])
  const chunks = joined(visit.now, parts)
  return new ReadableStream({
    // A part that breaks off breaks the download, so that half a file is never taken for a whole one.
    pull: async (controller) => {
      const { done, value } = await chunks.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: async () => void (await chunks.return(undefined)),
  })
}

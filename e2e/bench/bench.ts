/** Measures Handrail against ceilings and goals, in one run, and prints tables. `pnpm bench [part …]` */
import { parseArgs } from 'node:util'
import { embedded } from '@handrail/testing/servers'
import { cardCompletions } from './card-completions.ts'
import { catchUp } from './catch-up.ts'
import { dashboards } from './dashboards.ts'
import { digests } from './digests.ts'
import { type Figure, machine, print } from './figures.ts'
import { learnerPages } from './learner-pages.ts'
import { memoryUnderLoad } from './memory-under-load.ts'
import { natsDown } from './nats-down.ts'
import { relayRate } from './relay-rate.ts'
import { replay } from './replay.ts'
import { slowPhone } from './slow-phone.ts'
import { submitToAssigned } from './submit-to-assigned.ts'
import { teamPage } from './team-page.ts'
import { wholePlatform } from './whole-platform.ts'

const { values: options, positionals: asked } = parseArgs({
  allowPositionals: true,
  options: { events: { type: 'string', default: '1000000' }, minutes: { type: 'string', default: '4' } },
})

const onServers = (measure: (servers: Awaited<ReturnType<typeof embedded>>) => Promise<Figure[]>) => async () => {
  const servers = await embedded()
  try {
    return await measure(servers)
  } finally {
    await servers.stop()
  }
}

const parts: Record<string, { title: string; measure: () => Promise<Figure[]> }> = {
  cards: { title: 'Completing a card', measure: onServers(cardCompletions) },
  path: { title: 'From answers to a path', measure: onServers(submitToAssigned) },
  relay: { title: 'From the outbox to a listener', measure: onServers(relayRate) },
  'catch-up': { title: 'After an outage of NATS', measure: onServers(catchUp) },
  'nats-down': { title: 'Writing while NATS is down', measure: onServers(natsDown) },
  replay: { title: 'A projection made anew', measure: onServers(replay(Number(options.events))) },
  pages: { title: 'Pages of learners, small and large', measure: learnerPages },
  phone: { title: 'On a slow phone', measure: slowPhone },
  memory: { title: 'Memory under load', measure: memoryUnderLoad(Number(options.minutes)) },
  team: { title: 'A page under load', measure: teamPage },
  dashboards: { title: 'Dashboards, as history grows', measure: dashboards },
  digests: { title: 'Digests', measure: digests },
  platform: { title: 'The whole platform', measure: wholePlatform },
}

const unknown = asked.filter((name) => !(name in parts))
if (unknown.length > 0) {
  console.error(`There is no part called ${unknown.join(', ')}. There are: ${Object.keys(parts).join(', ')}.`)
  process.exit(2)
}
console.log(`Measured on ${machine()}.`)
for (const [name, { title, measure }] of Object.entries(parts)) if (asked.length === 0 || asked.includes(name)) print(title, await measure())

import { baselines } from '@handrail/baselines'
import { catalogue } from '@handrail/catalogue'
import { notifications } from '@handrail/notifications'
import { people } from '@handrail/people'
import { progress } from '@handrail/progress'
import { expect, test } from 'vitest'
import { hears } from './hears.ts'
import { durableName } from './nats-permissions.ts'

test.each([people, baselines, catalogue, progress, notifications])('$name may hear exactly what it listens to', ({ name, consumers }) => {
  const allowed = Object.entries(hears[name]).flatMap(([from, aggregates]) =>
    aggregates.map((aggregate) => ({ name: durableName(name, aggregate), from, filter: `handrail.${from}.${aggregate}.>` })),
  )
  const listening = consumers.map(({ name, from, filter }) => ({ name, from, filter }))
  expect(new Set(allowed)).toEqual(new Set(listening))
})

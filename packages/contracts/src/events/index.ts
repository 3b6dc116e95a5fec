export * from './baselines.ts'
export * from './catalogue.ts'
export * from './notifications.ts'
export * from './people.ts'
export * from './progress.ts'

import type { EventDefinition } from '../envelope.ts'
import * as baselines from './baselines.ts'
import * as catalogue from './catalogue.ts'
import * as notifications from './notifications.ts'
import * as people from './people.ts'
import * as progress from './progress.ts'

const isEvent = (value: unknown): value is EventDefinition => typeof value === 'object' && value !== null && 'type' in value && 'example' in value

/** Every event there is, by type. */
export const eventsByType: ReadonlyMap<string, EventDefinition> = new Map(
  [people, baselines, catalogue, progress, notifications]
    .flatMap((module): unknown[] => Object.values(module))
    .filter(isEvent)
    .map((event) => [event.type, event]),
)

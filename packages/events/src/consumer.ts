import { aggregateFilter, type DataOf, type EventDefinition, type ServiceName } from '@handrail/contracts'
import type { Transaction } from 'kysely'

/** An event as a listener receives it: checked against its contract. */
export type Heard<Definition extends EventDefinition> = Definition extends EventDefinition
  ? {
      id: string
      type: Definition['type']
      /** Null for what the sector shares. */
      organizationId: string | null
      aggregateId: string
      version: number
      /** False only where `everyVersion` lets an overtaken event through. */
      isNewest: boolean
      /** Business time; use it instead of a clock. */
      time: Date
      data: DataOf<Definition>
    }
  : never

/**
 * What a listener leaves behind: a projection, whose rows are made of these events alone and may be made anew from them; or
 * something that must not be done twice, said so that it completes "… cannot be made anew: ".
 */
export type Effect<Tables = any> = { projection: readonly (keyof Tables & string)[] } | { acts: string }

export type Consumer<Tables = any> = {
  /** The durable's name: `notifications_on-assignment`. */
  readonly name: string
  readonly from: ServiceName
  readonly aggregate: string
  readonly filter: string
  readonly definitions: ReadonlyMap<string, EventDefinition>
  readonly everyVersion: boolean
  readonly effect: Effect
  readonly apply: (trx: Transaction<Tables>, event: Heard<EventDefinition>) => Promise<void>
  readonly applyMany?: (trx: Transaction<Tables>, events: readonly Heard<EventDefinition>[]) => Promise<void>
}

/** A consumer that applies many events in one go. */
export type BatchConsumer<Tables = any> = Consumer<Tables> & Required<Pick<Consumer<Tables>, 'applyMany'>>

/**
 * A listener to one aggregate type. `apply` runs in the transaction that also records the event in the inbox, in the
 * scope of the event's organization, and only for a version newer than the last one applied: repeated and overtaken
 * events never reach it. With `everyVersion`, for projections that keep a row a version, overtaken ones reach it too, each
 * once. What it leaves behind is said beside it: see `Effect`. Throwing means "refused"; after eight refusals the event goes to the dead letters.
 */
export const defineConsumer = <Tables, Definition extends EventDefinition>(
  listener: ServiceName,
  definitions: readonly Definition[],
  apply: (trx: Transaction<Tables>, event: Heard<Definition>) => Promise<void>,
  { everyVersion = false, ...effect }: Effect<Tables> & { everyVersion?: boolean },
): Consumer<Tables> => {
  const [first] = definitions
  if (!first) throw new Error('A consumer hears at least one event.')
  const { service, aggregate } = first
  if (definitions.some((other) => other.service !== service || other.aggregate !== aggregate)) {
    throw new Error('One consumer hears one aggregate type, so that its events keep their order.')
  }
  return {
    name: `${listener}_on-${aggregate}`,
    from: service,
    aggregate,
    filter: aggregateFilter(service, aggregate),
    definitions: new Map(definitions.map((definition) => [definition.type, definition])),
    everyVersion,
    effect,
    apply: apply as Consumer<Tables>['apply'],
  }
}

/**
 * A listener that applies many events in one go, for projections that much is told to. `applyMany` gets events of one
 * organization, each the newest of another aggregate. It takes its locks in one call and in one order, since it holds
 * many of them, and appends no event, since many causes have no one trace.
 */
export const defineBatchConsumer = <Tables, Definition extends EventDefinition>(
  listener: ServiceName,
  definitions: readonly Definition[],
  applyMany: (trx: Transaction<Tables>, events: readonly Heard<Definition>[]) => Promise<void>,
  effect: Effect<Tables>,
): BatchConsumer<Tables> => ({
  ...defineConsumer<Tables, Definition>(listener, definitions, (trx, event) => applyMany(trx, [event]), effect),
  applyMany: applyMany as BatchConsumer<Tables>['applyMany'],
})

export const takesMany = (consumer: Consumer): consumer is BatchConsumer => consumer.applyMany !== undefined

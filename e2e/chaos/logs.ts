import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Stage } from './stage.ts'

/** Each log of the run, one after the other: those of services, of PostgreSQL and of NATS. */
export function* logsOf({ dataFolder }: Pick<Stage, 'dataFolder'>): Generator<{ name: string; text: string }> {
  const folder = join(dataFolder, 'log')
  for (const name of readdirSync(folder)) yield { name, text: readFileSync(join(folder, name), 'utf8') }
}

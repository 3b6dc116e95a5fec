import { loadLibrary } from '@handrail/content'
import type { ServiceName } from '@handrail/contracts'
import { addressOf, people, personas } from './agency.ts'
import { assess } from './assess.ts'
import { calendarOf } from './calendar.ts'
import { found } from './found.ts'
import { assign, help } from './guide.ts'
import { learn } from './learn.ts'
import { arrived, count, openRooms } from './rooms.ts'

export type Persona = { name: string; about: string; email: string }

/**
 * Loads the demo agency, some months of its life included, through the services' own use cases; whoever was stopped in
 * the middle goes on where it stopped. It writes no table itself. Answers whom a visitor may sign in as.
 */
export const loadDemo = async ({ env, now }: { env: Record<ServiceName, Record<string, string | undefined>>; now: Date }): Promise<readonly Persona[]> => {
  const rooms = openRooms(env)
  try {
    const isLoaded = (await count(rooms.progress, 'help_requests')) > 0
    if (!isLoaded) {
      const library = await loadLibrary()
      const calendar = calendarOf(now)
      await found(rooms, calendar)
      await arrived(rooms.progress, 'learning_paths', library.paths.length)
      await assess(rooms, library, calendar)
      await assign(rooms, calendar)
      await learn(rooms, library, calendar)
      await help(rooms, calendar)
    }
    return personas.map(({ key, about }) => ({ name: people.find((each) => each.key === key)?.name ?? key, about, email: addressOf(key) }))
  } finally {
    await rooms.close()
  }
}

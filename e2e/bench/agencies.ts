import { type RunningPlatform, runPlatform, temporaryData } from '../running-platform.ts'
import { signedIn, type Visitor } from '../visitor.ts'
import { quantile } from './figures.ts'
import { fill } from './fill.ts'

const WARM_UP = 40

/** Colleagues, and courses each of them has finished. */
export type Size = { people: number; courses: number }
export type Agency = { platform: RunningPlatform; people: Map<string, Visitor>; facts: Size & { cards: number }; close(): Promise<void> }

/** An agency of that size on a platform of its own, and these people of it signed in. */
export const openAgency = async (size: Size, names: readonly string[]): Promise<Agency> => {
  const { dataFolder, remove } = temporaryData()
  const platform = await runPlatform(dataFolder)
  const close = async () => {
    await platform.stop()
    remove()
  }
  try {
    const filled = await fill(platform.urls.postgres, size.people, size.courses)
    const people = new Map<string, Visitor>()
    for (const name of names) people.set(name, await signedIn(platform.urls.web, platform.urls.inbox ?? '', `${name}@rivages.example`))
    return { platform, people, facts: { ...size, ...filled }, close }
  } catch (problem) {
    await close()
    throw problem
  }
}

/** From the request until the last byte, in milliseconds. */
const timeOf = async ({ platform, people }: Agency, name: string, path: string) => {
  const cookie = [...(people.get(name)?.cookies ?? [])].map((pair) => pair.join('=')).join('; ')
  const began = performance.now()
  const answer = await fetch(new URL(path, platform.urls.web), { headers: { cookie, accept: 'text/html' }, redirect: 'manual' })
  await answer.arrayBuffer()
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}.`)
  return performance.now() - began
}

/** A page of somebody's in agencies whose requests take turns; per agency the median and the 99th percentile, in milliseconds. */
export const inTurns = async (agencies: readonly Agency[], name: string, path: string, rounds: number) => {
  const times = new Map<Agency, number[]>(agencies.map((agency) => [agency, []]))
  for (let round = -WARM_UP; round < rounds; round++)
    for (const agency of round % 2 === 0 ? agencies : agencies.toReversed()) {
      const time = await timeOf(agency, name, path)
      if (round >= 0) times.get(agency)?.push(time)
    }
  return agencies.map((agency) => ({ p50: quantile(times.get(agency) ?? [], 0.5), p99: quantile(times.get(agency) ?? [], 0.99) }))
}

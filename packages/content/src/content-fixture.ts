import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { check } from './check.ts'
import { describe } from './problem.ts'
import { stamp as stampHalves } from './stamp.ts'

const sources = ['ask-first', 'ask-again', 'asking']
const sound = new URL('../fixtures/sound/', import.meta.url)

/** What to do to a file of the sound fixture: change its text, or `null` to take it away. A new path makes a new file. */
export type Changes = Record<string, ((text: string) => string) | null>

/**
 * What the gate says on 2026-12-04 of the sound fixture after some changes, as printed lines.
 * The halves are stamped anew unless the test is about stamps.
 */
export async function problemsAfter(changes: Changes, { stamp = true } = {}): Promise<string[]> {
  const directory = await mkdtemp(join(tmpdir(), 'handrail-content-'))
  try {
    await cp(sound, directory, { recursive: true })
    await stampHalves(directory, sources)
    for (const [file, change] of Object.entries(changes)) {
      const path = join(directory, file)
      if (change === null) await rm(path)
      else {
        await mkdir(dirname(path), { recursive: true })
        const before = await readFile(path, 'utf8').catch(() => '')
        const after = change(before)
        if (after === before) throw new Error(`The change to ${file} changes nothing, so the test could not fail.`)
        await writeFile(path, after)
      }
    }
    if (stamp) await stampHalves(directory, sources).catch(() => [])
    return (await check(directory, '2026-12-04')).map(describe)
  } finally {
    await rm(directory, { recursive: true })
  }
}

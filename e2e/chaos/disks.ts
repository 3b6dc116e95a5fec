import { execFile, execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A small disk of its own in memory, that can be filled to the last byte. */
export type Disk = { fill(): Promise<void>; empty(): Promise<void>; unmount(): Promise<void> }

const mounted = new Set<string>()
const unmountAll = () => {
  for (const folder of [...mounted].reverse()) execFileSync('umount', ['--lazy', folder])
}

/** Throws where this user may not mount one. */
export const mountDisk = async (folder: string, megabytes: number): Promise<Disk> => {
  mkdirSync(folder, { recursive: true, mode: 0o711 })
  await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0711`, 'handrail-chaos', folder])
  // Whoever is told to end in the middle leaves none behind.
  if (mounted.size === 0) process.once('exit', unmountAll)
  mounted.add(folder)
  const ballast = join(folder, 'ballast')
  return {
    fill: async () => {
      const { bavail, bsize } = statfsSync(folder)
      // What is written at the same time may take some of it first.
      await run('fallocate', ['-l', String(Math.max(bavail * bsize, bsize)), ballast]).catch(() =>
        run('dd', ['if=/dev/zero', `of=${ballast}`, 'bs=64k']).catch(() => {}),
      )
    },
    empty: async () => rmSync(ballast, { force: true }),
    unmount: async () => {
      mounted.delete(folder)
      await run('umount', ['--lazy', folder])
    },
  }
}

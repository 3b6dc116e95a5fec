import { backup } from './backup.ts'
import type { Command } from './command.ts'
import { deadLetters } from './dead-letters.ts'
import { lag } from './lag.ts'
import { rebuild } from './rebuild.ts'
import { replay } from './replay.ts'
import { restore } from './restore.ts'
import { rotateKeysCommand } from './rotate-keys.ts'
import { verify } from './verify.ts'

export const commands: Record<string, Command> = {
  lag,
  'dead-letters': deadLetters,
  verify,
  replay,
  rebuild,
  backup,
  restore,
  'rotate-keys': rotateKeysCommand,
}

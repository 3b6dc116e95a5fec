import type { ParseArgsOptionsConfig } from 'node:util'
import type { Place } from './place.ts'

/** What a command found: `text` for people, `json` for programs. `isWell` false makes the exit code 1. */
type Outcome = { isWell: boolean; text: string; json: unknown }

/** Says on one line what a long command is doing, and how far it has come: `share` of 1, where that is known. */
export type Progress = (line: string, share?: number) => void

export type Given = {
  place: Place
  /** What stands after the command's name, without options. */
  words: readonly string[]
  option: (name: string) => string | undefined
  isAsked: (name: string) => boolean
  progress: Progress
}

export type Command = {
  summary: string
  help: string
  options?: ParseArgsOptionsConfig
  /** What must stand after its name, told before any server is started for it. */
  needs?: string
  /** How many words may stand after its name; none where it is not said. */
  words?: number
  /** Where nothing runs, the servers of the folder are started for this command; `new`: also in a folder that is not there yet. */
  startsServers?: 'known' | 'new'
  run(given: Given): Promise<Outcome>
}

/** A number that an option gives. Throws when it is none, or below `least`. */
export const numberFrom = (given: string | undefined, name: string, least: number): number | undefined => {
  if (given === undefined) return undefined
  const value = Number(given)
  if (given.trim() === '' || !Number.isInteger(value) || value < least)
    throw new OpsProblem(`--${name} wants a whole number from ${least} on, and not "${given}".`)
  return value
}

/** Something that the operator can mend; said in one sentence, without a stack. */
export class OpsProblem extends Error {}

import { parseArgs } from 'node:util'
import { StartProblem } from '@handrail/local'
import { isOutage } from '@handrail/postgres'
import { type Command, OpsProblem, type Progress } from './command.ts'
import { commands } from './commands.ts'
import { dataFolderOf, findPlace, startPlace } from './place.ts'

type Environment = Record<string, string | undefined>
/** What is printed, and whether anything is to be mended. `isRefusal`: the command did not do its work. */
type Told = { isWell: boolean; text: string; isRefusal?: true }

const overview = `Operators' commands: pnpm ops <command> [--json] [--help]

${Object.entries(commands)
  .map(([name, { summary }]) => `  ${name.padEnd(14)} ${summary}`)
  .join('\n')}

They find the platform that "pnpm start" runs here (HANDRAIL_DATA names another folder), or your servers:
  POSTGRES_URL=postgres://…           an administrator's address; each service's database is handrail_<service> there
  PEOPLE_POSTGRES_URL=postgres://…    the whole address of one service's database, where it is elsewhere
  NATS_URL=nats://…                   an operator's address
`

const optionsFrom = (name: string, command: Command, args: string[]) => {
  try {
    const options = { ...command.options, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options })
    return { values: values as Record<string, unknown>, words: positionals }
  } catch (cause) {
    const said = cause instanceof Error ? cause.message.split('. ')[0] : cause
    throw new OpsProblem(`${said}.\n"pnpm ops ${name} --help" lists what can be asked for.`, { cause })
  }
}

const placeFor = async (command: Command, env: Environment) => {
  const found = findPlace(env)
  if (found) return { place: found, stop: async () => {} }
  if (command.startsServers) return startPlace(dataFolderOf(env), command.startsServers)
  throw new OpsProblem(`Handrail does not run from ${dataFolderOf(env)}. Start it with "pnpm start", or name your servers with POSTGRES_URL and NATS_URL.`)
}

const runCommand = async (name: string, command: Command, args: string[], env: Environment, progress: Progress): Promise<Told> => {
  const { values, words } = optionsFrom(name, command, args)
  if (values.help) return { isWell: true, text: `pnpm ops ${name}: ${command.summary}\n\n${command.help}` }
  if (command.needs && !words[0]) throw new OpsProblem(`Name ${command.needs}. "pnpm ops ${name} --help" says how.`)
  const [unexpected] = words.slice(command.words ?? 0)
  if (unexpected !== undefined) throw new OpsProblem(`"${unexpected}" is one word too many. "pnpm ops ${name} --help" lists what can be asked for.`)
  const option = (key: string) => {
    const value = values[key]
    return typeof value === 'string' ? value : undefined
  }
  const { place, stop } = await placeFor(command, env)
  try {
    const { isWell, text, json } = await command.run({ place, words, option, isAsked: (key) => values[key] === true, progress })
    return { isWell, text: values.json ? JSON.stringify(json, null, 2) : text }
  } finally {
    await stop()
  }
}

/** The sentence to print for what a person can mend; undefined for anything else. */
const sentenceFor = (problem: unknown): string | undefined => {
  if (problem instanceof OpsProblem || problem instanceof StartProblem) return problem.message
  if (isOutage(problem)) return `PostgreSQL went away in the middle (${problem}). Look at it, and run this again: each command may be repeated.`
  return undefined
}

/** Runs what stands on the command line. Throws only what nobody foresaw. */
export const runOps = async (args: readonly string[], env: Environment, progress: Progress = () => {}): Promise<Told> => {
  const [name = '--help', ...rest] = args.filter((arg) => arg !== '--')
  if (['--help', '-h', 'help'].includes(name)) return { isWell: true, text: overview }
  try {
    const command = commands[name]
    if (!command) throw new OpsProblem(`There is no command ${name}. There are: ${Object.keys(commands).join(', ')}. "pnpm ops --help" says what each does.`)
    return await runCommand(name, command, rest, env, progress)
  } catch (problem) {
    const text = sentenceFor(problem)
    if (text === undefined) throw problem
    return { isWell: false, isRefusal: true, text }
  }
}

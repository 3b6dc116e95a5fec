/** The commands of operators: see README.md. Exits 1 when something is to be mended. */
import { parseArgs } from 'node:util'
import { StartProblem } from '@handrail/local'
import { isOutage } from '@handrail/postgres'
import { type Command, OpsProblem } from './src/command.ts'
import { commands } from './src/commands.ts'
import { dataFolderOf, findPlace, startPlace } from './src/place.ts'

const overview = `Operators' commands: pnpm ops <command> [--json] [--help]

${Object.entries(commands)
  .map(([name, { summary }]) => `  ${name.padEnd(14)} ${summary}`)
  .join('\n')}

They find the platform that "pnpm start" runs here (HANDRAIL_DATA names another folder), or your servers:
  POSTGRES_URL=postgres://…           an administrator's address; each service's database is handrail_<service> there
  PEOPLE_POSTGRES_URL=postgres://…    the whole address of one service's database, where it is elsewhere
  NATS_URL=nats://…                   an operator's address
`

const progress = (line: string) => {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${line}`)
}

const optionsFrom = (name: string, command: Command, args: string[]) => {
  try {
    const options = { ...command.options, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options })
    return { values: values as Record<string, unknown>, words: positionals }
  } catch (cause) {
    throw new OpsProblem(`${cause instanceof Error ? cause.message : cause}\n"pnpm ops ${name} --help" lists what can be asked for.`, { cause })
  }
}

const placeFor = async (command: Command) => {
  const found = findPlace(process.env)
  if (found) return { place: found, stop: async () => {} }
  if (command.startsServers) return startPlace(dataFolderOf(process.env), command.startsServers)
  throw new OpsProblem('Handrail does not run from this folder. Start it with "pnpm start", or name your servers with POSTGRES_URL and NATS_URL.')
}

const run = async (name: string, args: string[]): Promise<boolean> => {
  const command = commands[name]
  if (!command) throw new OpsProblem(`There is no command ${name}. There are: ${Object.keys(commands).join(', ')}. "pnpm ops --help" says what each does.`)
  const { values, words } = optionsFrom(name, command, args)
  if (values.help) {
    console.log(`pnpm ops ${name}: ${command.summary}\n\n${command.help}`)
    return true
  }
  const [unexpected] = words.slice(command.words ?? 0)
  if (unexpected !== undefined) throw new OpsProblem(`"${unexpected}" is one word too many. "pnpm ops ${name} --help" lists what can be asked for.`)
  const option = (key: string) => {
    const value = values[key]
    return typeof value === 'string' ? value : undefined
  }
  const { place, stop } = await placeFor(command)
  try {
    const { isWell, text, json } = await command.run({ place, words, option, isAsked: (key) => values[key] === true, progress })
    progress('')
    console.log(values.json ? JSON.stringify(json, null, 2) : text)
    return isWell
  } finally {
    await stop()
  }
}

const [name = '--help', ...args] = process.argv.slice(2).filter((arg) => arg !== '--')
try {
  if (['--help', '-h', 'help'].includes(name)) console.log(overview)
  else process.exitCode = (await run(name, args)) ? 0 : 1
} catch (problem) {
  progress('')
  const isExplained = problem instanceof OpsProblem || problem instanceof StartProblem
  if (isExplained) console.error(problem.message)
  else if (isOutage(problem)) console.error(`PostgreSQL went away in the middle (${problem}). Look at it, and run this again: each command may be repeated.`)
  else console.error(problem)
  process.exitCode = 1
}

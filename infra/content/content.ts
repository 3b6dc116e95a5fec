/** The commands for content: see README.md. Exits 1 when something is to be mended. */
import { contentDirectory } from '@handrail/content'
import { build, check, describe, readHalves, stamp, typeset } from '@handrail/content/tools'
import { languages } from '@handrail/contracts'
import { coverage, report } from './src/coverage.ts'

const runCheck = async (...ids: string[]) => {
  const found = await check(contentDirectory, new Date().toISOString().slice(0, 10))
  const problems = found.filter(({ file }) => ids.length === 0 || ids.some((id) => file.split(/[/.]/).includes(id)))
  for (const problem of problems) console.log(describe(problem))
  console.log(problems.length === 0 ? 'The content is ready to publish.' : `${problems.length} to mend before the content can be published.`)
  return problems.length === 0
}

const runCoverage = async () => {
  const covered = coverage(await readHalves(contentDirectory))
  console.log(report(covered))
  return covered.every(({ holes }) => holes.length === 0)
}

const commands: Record<string, (...rest: string[]) => Promise<boolean>> = {
  check: runCheck,
  coverage: runCoverage,
  build: async () => {
    const { courses, directory } = await build(contentDirectory)
    console.log(`${courses} courses in ${languages.length} languages: packs, handouts, phone scripts, texts and session guides are in ${directory}`)
    return true
  },
  stamp: async (...ids) => {
    if (ids.length === 0) console.log('Name the courses, or the competencies of the checks, whose halves you have compared: pnpm content stamp <id> …')
    for (const file of await stamp(contentDirectory, ids)) console.log(`Stamped ${file}`)
    return ids.length > 0
  },
  typeset: async () => {
    for (const file of await typeset(contentDirectory)) console.log(`Typeset ${file}`)
    return true
  },
}

const [name, ...rest] = process.argv.slice(2)
const command = name === undefined ? async () => (await runCheck()) && (await runCoverage()) : commands[name]
if (command === undefined) console.log(`There is no command ${name}. There are: ${Object.keys(commands).join(', ')}.`)
process.exitCode = (await command?.(...rest)) ? 0 : 1

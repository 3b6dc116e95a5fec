/** The commands of operators: see README.md. Exits 1 when something is to be mended. */
import { barLine } from './src/bar.ts'
import { runOps } from './src/run-ops.ts'

const progress = (line: string, share?: number) => {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${barLine(line, share, process.stderr.columns - 1)}`)
}

try {
  const { isWell, isRefusal, text } = await runOps(process.argv.slice(2), process.env, progress)
  progress('')
  if (isRefusal) console.error(text)
  else console.log(text)
  process.exitCode = isWell ? 0 : 1
} catch (problem) {
  progress('')
  console.error(problem)
  process.exitCode = 1
}

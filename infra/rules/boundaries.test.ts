import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const here = fileURLToPath(new URL('.', import.meta.url))
const cruiser = fileURLToPath(new URL('../../node_modules/dependency-cruiser/bin/dependency-cruiser.mjs', import.meta.url))

type Report = { summary: { violations: { from: string; rule: { name: string } }[] } }

/** Runs the real rules over a small tree that breaks them. dependency-cruiser answers with the number of errors. */
const refusals = (): string[] => {
  const args = [cruiser, '--config', `${here}boundaries.cjs`, '--output-type', 'json', 'services', 'packages']
  let output: string
  try {
    output = execFileSync(process.execPath, args, { cwd: `${here}fixtures`, encoding: 'utf8' })
  } catch (error) {
    output = (error as { stdout: string }).stdout
  }
  const report: Report = JSON.parse(output)
  return report.summary.violations.map(({ from, rule }) => `${from}: ${rule.name}`)
}

describe('the boundaries', () => {
  const found = refusals()
  it.each([
    'services/alpha/src/domain/impure.ts: domain-is-pure',
    'services/alpha/src/domain/impure.ts: services-are-strangers',
    'services/alpha/src/http/thick.ts: http-is-thin',
    'packages/one/src/index.ts: packages-know-no-service',
    'packages/contracts/src/index.ts: contracts-import-zod-only',
  ])('refuse %s', (refusal) => {
    expect(found).toContain(refusal)
  })
})

/** Makes the OpenAPI and the AsyncAPI document from the schemas, and lints both. Exits 1 with what is wrong. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Parser } from '@asyncapi/parser'
import { baselines } from '@handrail/baselines'
import { catalogue } from '@handrail/catalogue'
import { asyncApiDocument, servicePrefixes } from '@handrail/contracts'
import { composeOpenApi, type OpenApi } from '@handrail/http'
import { notifications } from '@handrail/notifications'
import { people } from '@handrail/people'
import { progress } from '@handrail/progress'
import { describeService } from '@handrail/runtime'

const here = dirname(fileURLToPath(import.meta.url))
const out = join(here, 'dist')
mkdirSync(out, { recursive: true })

const documents = new Map<string, OpenApi>()
for (const app of [
  describeService(people),
  describeService(baselines),
  describeService(catalogue),
  describeService(progress),
  describeService(notifications),
]) {
  documents.set(String(documents.size), (await (await app.request('/openapi.json')).json()) as OpenApi)
}
const openApi = composeOpenApi(documents, '/')
writeFileSync(join(out, 'openapi.json'), `${JSON.stringify(openApi, null, 2)}\n`)

const unrouted = Object.keys(openApi.paths ?? {}).filter((path) => !((path.split('/')[3] ?? '') in servicePrefixes))
if (unrouted.length > 0) throw new Error(`The web front forwards none of these; name their prefix in contracts/http/prefixes.ts: ${unrouted.join(', ')}`)

const redocly = join(dirname(createRequire(import.meta.url).resolve('@redocly/cli/package.json')), 'bin/cli.js')
execFileSync(process.execPath, [redocly, 'lint', join(out, 'openapi.json'), '--config', join(here, 'redocly.yaml')], {
  stdio: 'inherit',
  env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
})

const asyncApi = asyncApiDocument()
writeFileSync(join(out, 'asyncapi.json'), `${JSON.stringify(asyncApi, null, 2)}\n`)
const faults = (await new Parser().validate(JSON.stringify(asyncApi))).filter(({ severity }) => severity <= 1)
for (const fault of faults) console.error(`asyncapi: /${fault.path.join('/')}: ${fault.message}`)
if (faults.length > 0) process.exit(1)
console.log(
  `${Object.keys(openApi.paths ?? {}).length} paths and ${Object.keys(asyncApi.channels).length} events are described, and both documents pass their linters.`,
)

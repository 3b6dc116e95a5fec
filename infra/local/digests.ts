import { resolve } from 'node:path'
import { DigestRun, DigestRunRequest } from '@handrail/contracts'
import { type PlatformState, readPlatformState } from './src/platform-state.ts'
import { StartProblem } from './src/start-problem.ts'

const runDigests = async ({ urls, serviceSecret }: PlatformState) => {
  const response = await fetch(`${urls.services.notifications}/internal/digest-runs`, {
    method: 'POST',
    headers: { authorization: `Bearer ${serviceSecret}`, 'content-type': 'application/json' },
    body: JSON.stringify(DigestRunRequest.parse({ evenIfNotDue: true })),
  })
  if (!response.ok) throw new StartProblem(`The notifications service answered ${response.status}: ${await response.text()}`)
  return DigestRun.parse(await response.json())
}

const people = (count: number) => (count === 1 ? '1 person' : `${count} people`)

try {
  const platform = readPlatformState(process.env.HANDRAIL_DATA ?? resolve(import.meta.dirname, '../../.handrail'))
  if (!platform) throw new StartProblem('Handrail is not running from this folder. Start it with "pnpm start", and run this in a second terminal.')
  const { sent, nothingToSay, failed, alreadySent } = await runDigests(platform)
  const where = platform.urls.inbox ? ` Read them at ${platform.urls.inbox}` : ''
  console.log(
    `Digests went to ${people(sent)}; ${people(alreadySent)} had this week's already, for ${people(nothingToSay)} there was nothing to say, and ${failed} failed.${where}`,
  )
  process.exitCode = failed > 0 ? 1 : 0
} catch (problem) {
  console.error(problem instanceof StartProblem ? problem.message : problem)
  process.exitCode = 1
}

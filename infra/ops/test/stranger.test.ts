import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStage, type Stage } from '@handrail/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { commands } from '../src/commands.ts'
import { runOps } from '../src/run-ops.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const nowhere = join(tmpdir(), 'handrail-nowhere')

const ops = (args: string[], servers: Record<string, string> = {}) => runOps(args, { HANDRAIL_DATA: nowhere, ...servers })

it('every command says what it does and what it wants, also where nothing runs', async () => {
  const { text } = await ops([])
  for (const name of Object.keys(commands)) {
    expect(text).toContain(`  ${name} `)
    expect(await ops([name, '--help'])).toMatchObject({ isWell: true, text: expect.stringMatching(new RegExp(`^pnpm ops ${name}: .+\\n\\n.+`)) })
  }
})

it.each([
  [['lag'], /does not run from .*handrail-nowhere.*pnpm start/],
  [['frobnicate'], /no command frobnicate.*lag/],
  [['verify', '--frob'], /Unknown option '--frob'\.\n"pnpm ops verify --help"/],
  [['verify', 'all'], /"all" is one word too many/],
  [['backup'], /Name the folder for the backup/],
  [['backup', 'somewhere'], /There is no platform in .*handrail-nowhere/],
])('%j is refused in a sentence that says what to do', async (args, sentence) => {
  expect(await ops(args)).toMatchObject({ isWell: false, text: expect.stringMatching(sentence) })
})

it('servers that are away, refuse us or lack a database are named, and no stack is printed', async () => {
  const wrong = new URL(stage.adminUrl)
  wrong.username = 'nobody'
  wrong.password = 'nothing'
  const NATS_URL = 'nats://127.0.0.1:9'
  const told = await Promise.all([
    ops(['verify'], { POSTGRES_URL: 'postgres://a:b@127.0.0.1:9/x', NATS_URL }),
    ops(['verify'], { POSTGRES_URL: wrong.toString(), NATS_URL }),
    ops(['rotate-keys'], { POSTGRES_URL: stage.adminUrl, NATS_URL }),
    ops(['rebuild', '--stream', 'all'], { POSTGRES_URL: stage.adminUrl, NATS_URL }),
    ops(['verify'], { POSTGRES_URL: 'five', NATS_URL }),
  ])
  const sentences = [
    /does not answer at 127\.0\.0\.1:9 \(ECONNREFUSED\)/,
    /refuses the user or the password/,
    /no database handrail_people/,
    /No NATS answers at 127\.0\.0\.1:9/,
    /POSTGRES_URL is not an address/,
  ]
  for (const [place, sentence] of sentences.entries()) expect(told[place]).toMatchObject({ isWell: false, text: expect.stringMatching(sentence) })
}, 60_000)

import { expect, test } from 'vitest'
import { reportOf, verdictOf } from './report.ts'
import { type Report, runBreaker } from './run.ts'

/** Short, so that everybody runs it; `pnpm chaos` is the long one. Chance may be given: `CHAOS_SEED=7 pnpm test:chaos`. */
const MINUTES = 0.7
const seed = Number(process.env.CHAOS_SEED ?? Math.floor(Math.random() * 1_000_000))

const say = () => {}
const violated = ({ findings }: Report) => findings.filter(({ violations }) => violations.length > 0).map(({ number }) => number)

test('nothing is lost and nothing comes twice, whatever is killed, cut, wiped, repeated or refused', async () => {
  const report = await runBreaker({ seed, minutes: MINUTES, say })
  console.log(reportOf(report, `pnpm chaos --seed ${seed} --minutes ${MINUTES}`))
  expect(violated(report)).toEqual([])
  expect(verdictOf(report)).toBe('holds')
})

test('a program that publishes before it commits, forgets its inbox and sends before it may is found out', async () => {
  const report = await runBreaker({ seed, minutes: MINUTES, breaks: ['publish-before-commit', 'no-inbox', 'send-before-claim'], say })
  // Events without a state, projections that an old event took back, mails that went out twice.
  expect(violated(report)).toEqual(expect.arrayContaining([1, 4, 7]))
})

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Break } from './breaks.ts'
import { everythingArrives, nothingFromNowhere, poisonIsSetAside } from './checks/delivery.ts'
import { sameKeySameAnswer, statesAndEvents } from './checks/effects.ts'
import { logsSayNothing } from './checks/logs.ts'
import { atMostOneMail, noMailAfterUnsubscribing, noSecondMailAfterWipe } from './checks/mails.ts'
import { nothingCrosses, nothingOfTheErased } from './checks/privacy.ts'
import { projectionsAreFolds } from './checks/rebuilt.ts'
import { broughtAbout, comesBackByItself, type Sometimes, sometimes } from './checks/recovery.ts'
import { versionsHaveNoGaps } from './checks/versions.ts'
import type { Check, Finding, World } from './checks/world.ts'
import { dice } from './dice.ts'
import { type FaultLog, openFaultLog } from './faults/fault.ts'
import { openFaults } from './faults/lanes.ts'
import { publishPoison, repeatAndShuffle } from './faults/messages.ts'
import { openHistory } from './history.ts'
import { openLoad } from './load.ts'
import { type Recovery, untilQuiet } from './quiet.ts'
import { openStage } from './stage.ts'
import { variables } from './variables.ts'

const checks: readonly Check[] = [
  statesAndEvents,
  everythingArrives,
  nothingFromNowhere,
  projectionsAreFolds,
  versionsHaveNoGaps,
  noSecondMailAfterWipe,
  atMostOneMail,
  noMailAfterUnsubscribing,
  nothingCrosses,
  sameKeySameAnswer,
  poisonIsSetAside,
  comesBackByItself,
  nothingOfTheErased,
  logsSayNothing,
]

export type Options = {
  seed: number
  minutes: number
  breaks?: readonly Break[]
  keep?: boolean
  /** Of a program that is known to be broken: it need not come to rest, and its store is not wiped. */
  isTrial?: boolean
  say: (what: string) => void
}
export type Report = {
  findings: readonly (Pick<Check, 'number' | 'says'> & Finding)[]
  faults: FaultLog
  mailTroubles: ReadonlyMap<string, number>
  sometimes: readonly Sometimes[]
  recoveries: readonly Recovery[]
  commands: number
  /** Where databases and logs were kept, if they were. */
  dataFolder: string | null
}

/** On a busy machine what a run must have may take longer than the run. */
const MOST_LATE_MS = 90_000
const PATIENCE_MS = 75_000
const TRIAL_PATIENCE_MS = 15_000

/** How long a fault lasts at most, and how long a process is held still. */
const SHORT = { longest: 4_000, longestHold: 6_000 }
const LONG = { longest: 15_000, longestHold: 60_000 }

/** Shorter runs have shorter faults, and need not have seen everything. */
const isShort = (minutes: number) => minutes < 5

const republished = (world: World) =>
  Promise.all(Object.values(world.stage.admin).map(async (sql) => (await sql<{ epoch: number }[]>`select epoch from stream_state`)[0]?.epoch ?? 0)).then(
    (epochs) => epochs.reduce((sum, epoch) => sum + epoch, 0),
  )

/** Starts the platform, breaks it for so many minutes under load, mends all, waits for rest, wipes the stream's store once more, and looks. */
export const runBreaker = async ({ seed, minutes, breaks = [], keep = false, isTrial = false, say }: Options): Promise<Report> => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'handrail-chaos-'))
  const withDisks = !isShort(minutes)
  const keptFolder = withDisks ? `${dataFolder}-kept` : dataFolder
  const stage = await openStage({ dataFolder, seed, withDisks, extra: { [variables.breaks]: breaks.join(',') }, say })
  try {
    const history = openHistory()
    const load = await openLoad(stage, history, seed)
    say(`${load.people.length} people are signed in`)
    const faults = openFaultLog()
    const recoveries: Recovery[] = []
    const world: World = { stage, load, history, faults, recoveries }

    stage.mail.misbehave(0.4)
    const milliseconds = minutes * 60_000
    const going = load.start(milliseconds)
    const breaking = openFaults(stage, seed, faults, { ...(isShort(minutes) ? SHORT : LONG), say }).start()
    await sleep(milliseconds)
    const deadline = Date.now() + MOST_LATE_MS
    const isEnough = () => breaking.allCame() && (isTrial || (load.allDid() && Object.values(broughtAbout(world)).every((times) => times > 0)))
    while (Date.now() < deadline && !isEnough()) await sleep(250)
    await breaking.stop()
    stage.mail.misbehave(0)
    const healedAt = Date.now()
    const byFaults = broughtAbout(world)
    await going.stop()

    const recover = async (after: string, before: () => Promise<void>, mendedAt?: number) => {
      const mailsBefore = stage.mail.taken.length
      const epochs = await republished(world)
      await before()
      const since = mendedAt ?? Date.now()
      const notReady = await stage.untilReady().then(
        () => [],
        (error) => [String(error)],
      )
      const { ms, pending, last } = await untilQuiet(world, since, isTrial ? TRIAL_PATIENCE_MS : PATIENCE_MS)
      say(`at rest ${(ms / 1_000).toFixed(1)} s after ${after}${last.length > 0 ? `; at last ${last[0]}` : ''}`)
      recoveries.push({ after, ms, pending: [...notReady, ...pending], mailsBefore, republished: (await republished(world)) - epochs })
    }
    // The people may take long to stop: the time counts from when nothing was broken any more.
    await recover('the faults', async () => publishPoison({ stage }, faults.poison), healedAt)
    await load.runDigests()
    // At rest, what is old must change nothing. A wiped store would put it right again, so this is looked at before.
    await recover('old messages', () => repeatAndShuffle({ stage, dice: dice(seed, 'old messages') }))
    const foldsBefore = await projectionsAreFolds.run(world)
    if (!isTrial) {
      await recover('a wiped store', async () => {
        await stage.killNats()
        stage.wipeStore()
        await stage.startNats()
      })
      await load.runDigests()
    }

    const findings: (Pick<Check, 'number' | 'says'> & Finding)[] = []
    for (const { number, says, run } of checks) findings.push({ number, says, ...(await run(world)) })
    findings.find(({ number }) => number === projectionsAreFolds.number)?.violations.unshift(...foldsBefore.violations)
    const mailTroubles = new Map<string, number>([...stage.mail.troubled].map(([trouble, times]) => [`mail: ${trouble}`, times]))
    return {
      findings,
      faults,
      mailTroubles,
      sometimes: await sometimes(world, byFaults, isShort(minutes)),
      recoveries,
      commands: history.commands.length,
      dataFolder: keep ? keptFolder : null,
    }
  } finally {
    await stage.stop(keep ? { keepIn: keptFolder } : {})
    if (!keep) rmSync(dataFolder, { recursive: true, force: true })
  }
}

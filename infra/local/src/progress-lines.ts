import ora from 'ora'
import type { Progress } from './platform.ts'

export type ProgressLines = { show(progress: Progress): void; end(): void }

/** One line for each part that is ready; on a terminal also what is being waited for. */
export const progressLines = (): ProgressLines => (process.stderr.isTTY && process.stderr.columns > 0 ? spinningLines() : plainLines())

const readyLine = ({ part, seconds = 0 }: Progress) =>
  part === 'reset' ? 'deleted from .handrail: databases, events, mails, logs, secrets' : `${part.padEnd(14)} ${seconds.toFixed(1)} s`

const spinningLines = (): ProgressLines => {
  const waiting = new Map<string, string>()
  const spinner = ora({ discardStdin: false }).start('starting')
  return {
    show(progress) {
      if (progress.state === 'starting') waiting.set(progress.part, progress.note ? `${progress.part} (${progress.note})` : progress.part)
      else {
        waiting.delete(progress.part)
        spinner.stopAndPersist({ symbol: '✔', text: readyLine(progress) })
      }
      spinner.start([...waiting.values()].join(', '))
    },
    end: () => void spinner.stop(),
  }
}

const plainLines = (): ProgressLines => ({
  show(progress) {
    if (progress.state === 'ready') console.error(`  ✔ ${readyLine(progress)}`)
    else if (progress.note) console.error(`  ${progress.part}: ${progress.note}`)
  },
  end() {},
})

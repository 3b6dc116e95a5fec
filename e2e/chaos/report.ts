import type { Report } from './run.ts'

const SHOWN = 12

const table = (head: readonly string[], rows: readonly (readonly string[])[]) => {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => (/^\d+$/.test(cell) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd()
  return [line(head), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(line)].join('\n')
}

type Verdict = 'holds' | 'violated' | 'proves nothing'

/** What had to happen and did not, and checks that had nothing to look at: with any of them a run proves nothing. */
export const missingIn = ({ findings, sometimes }: Report): string[] => [
  ...sometimes.filter(({ must, times }) => must && times === 0).map(({ what }) => `no ${what}`),
  ...findings.filter(({ checked }) => checked === 0).map(({ number, says }) => `nothing to check ${number} on: ${says}`),
]

export const verdictOf = (report: Report): Verdict => {
  if (report.findings.some(({ violations }) => violations.length > 0)) return 'violated'
  return missingIn(report).length > 0 ? 'proves nothing' : 'holds'
}

/** What was looked at, what was broken, and how to do it again. */
export const reportOf = (report: Report, repeat: string): string => {
  const { findings, faults, mailTroubles, sometimes, recoveries, commands, dataFolder } = report
  const violations = findings.flatMap(({ number, violations }) => [
    ...violations.slice(0, SHOWN).map((what) => `  ${number}: ${what}`),
    ...(violations.length > SHOWN ? [`  ${number}: … and ${violations.length - SHOWN} more`] : []),
  ])
  return [
    table(
      ['invariant', 'checked', 'violations'],
      findings.map(({ number, says, checked, violations }) => [`${String(number).padStart(2)} ${says}`, String(checked), String(violations.length)]),
    ),
    table(
      ['fault', 'times'],
      [...faults.injected, ...mailTroubles].map(([name, times]) => [
        faults.impossible.has(name) ? `${name} (${faults.impossible.get(name)})` : name,
        String(times),
      ]),
    ),
    table(
      ['14 must have happened', 'times'],
      sometimes.map(({ what, times, must }) => [must ? what : `${what} (need not, in a short run)`, String(times)]),
    ),
    `${commands} commands. ${recoveries.map(({ after, ms }) => `At rest ${(ms / 1_000).toFixed(1)} s after ${after}.`).join(' ')}`,
    ...(violations.length > 0 ? [`Violations:\n${violations.join('\n')}`] : []),
    `${{ holds: 'Nothing was lost, and nothing came twice.', violated: 'Broken.', 'proves nothing': `This run proves nothing: ${missingIn(report).join('; ')}.` }[verdictOf(report)]} Again: ${repeat}`,
    ...(dataFolder ? [`Databases and logs: ${dataFolder}`] : []),
  ].join('\n\n')
}

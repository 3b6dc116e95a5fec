const isNumber = (value: unknown) => typeof value === 'number'

const shown = (value: string | number | null | undefined) => String(value ?? '–')
const headed = (key: string) => key.replaceAll('_', ' ')

/** Rows as aligned columns under their keys, numbers to the right, a dash for nothing; a sentence in place of no rows. */
export const plainTable = (rows: readonly Record<string, string | number | null>[], ifNone: string): string => {
  const [first] = rows
  if (!first) return ifNone
  const columns = Object.keys(first).map((key) => ({
    key,
    width: Math.max(key.length, ...rows.map((row) => shown(row[key]).length)),
    isRight: rows.every((row) => row[key] === null || isNumber(row[key])),
  }))
  const line = (cellOf: (key: string) => string) =>
    columns
      .map(({ key, width, isRight }) => (isRight ? cellOf(key).padStart(width) : cellOf(key).padEnd(width)))
      .join('  ')
      .trimEnd()
  const rule = columns.map(({ width }) => '─'.repeat(width)).join('  ')
  return [line(headed), rule, ...rows.map((row) => line((key) => shown(row[key])))].join('\n')
}

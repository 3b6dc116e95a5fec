const isNumber = (value: unknown) => typeof value === 'number'

/** Rows as aligned columns under their keys, numbers to the right; a sentence in place of no rows. */
export const plainTable = (rows: readonly Record<string, string | number | null>[], ifNone: string): string => {
  const [first] = rows
  if (!first) return ifNone
  const columns = Object.keys(first).map((key) => ({
    key,
    width: Math.max(key.length, ...rows.map((row) => String(row[key] ?? '').length)),
    isRight: rows.every((row) => row[key] === null || isNumber(row[key])),
  }))
  const line = (cellOf: (key: string) => string) =>
    columns
      .map(({ key, width, isRight }) => (isRight ? cellOf(key).padStart(width) : cellOf(key).padEnd(width)))
      .join('  ')
      .trimEnd()
  return [line((key) => key), ...rows.map((row) => line((key) => String(row[key] ?? '')))].join('\n')
}

const BOM = '\uFEFF'

/**
 * One cell (RFC 4180). A spreadsheet takes text that begins with `=`, `+`, `-`, `@`, a tab or a line break for a formula
 * and may run it: an apostrophe in front makes it text (OWASP, "CSV Injection").
 */
const cell = (value: string | number): string => {
  const text = typeof value === 'string' && /^[\s]*[=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${value}` : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** A table as a CSV file: with a byte order mark, without which Excel garbles accents. */
export const csvOf = (rows: readonly (readonly (string | number)[])[]): string => BOM + rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')

import { destination, type Logger, pino } from 'pino'

/** PostgreSQL's errors quote rows ("Key (address)=(…) already exists"): of an error only what tells where and why. */
const withoutRows = (error: unknown) => {
  if (!(error instanceof Error)) return { message: String(error) }
  const { name, message, stack } = error
  const code = 'code' in error ? String(error.code) : undefined
  const constraint = 'constraint_name' in error ? String(error.constraint_name) : undefined
  return { type: name, message, stack, code, constraint }
}

// Written some lines at a time, a quarter of a second late at most: a write for each was a tenth of a page's time.
const inBlocks = { sync: false, minLength: 4_096, periodicFlush: 250 }

/** As many bytes wait for a disk that is full; what comes then is dropped. */
const MOST_WAITING = 1_000_000

/** A log that cannot be written must not end the service: its lines wait, or are lost. */
const lines = (file: string | undefined) => {
  const stream = destination({ dest: file ?? 1, mkdir: true, ...inBlocks, maxLength: MOST_WAITING })
  stream.on('error', () => {})
  return stream
}

/** Structured logs, one JSON line each; addresses, tokens, codes and answers are never written. */
export const createLog = (service: string, options: { LOG_LEVEL: string; LOG_FILE?: string | undefined }): Logger =>
  pino(
    {
      level: options.LOG_LEVEL,
      base: { service },
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      serializers: { err: withoutRows },
      redact: {
        paths: [
          'address',
          '*.address',
          'token',
          '*.token',
          'session',
          '*.session',
          'authorization',
          '*.authorization',
          'cookie',
          '*.cookie',
          'code',
          'answer',
          '*.answer',
        ],
        censor: '[withheld]',
      },
    },
    lines(options.LOG_FILE),
  )

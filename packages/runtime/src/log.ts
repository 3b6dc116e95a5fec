import { destination, type Logger, pino } from 'pino'

/** Structured logs, one JSON line each; addresses, tokens, codes and answers are never written. */
export const createLog = (service: string, options: { LOG_LEVEL: string; LOG_FILE?: string | undefined }): Logger =>
  pino(
    {
      level: options.LOG_LEVEL,
      base: { service },
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
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
    destination({ dest: options.LOG_FILE ?? 1, mkdir: true, sync: false }),
  )

export * from './config.ts'
export * from './log.ts'
export * from './main.ts'
export * from './run-service.ts'

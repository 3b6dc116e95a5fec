/** The parts that `startPlatform` is made of, for who starts, kills and starts them again one by one. */
export { allServices, type Environment, environments, type Service } from './environment.ts'
export { startNats } from './nats.ts'
export { startPostgres } from './postgres.ts'
export { postgresHome } from './postgres-home.ts'
export { logFile, type RunningProcess, startProcess } from './processes.ts'
export { type Secrets, secretsOf } from './secrets.ts'
export { provisionDatabases } from './servers.ts'

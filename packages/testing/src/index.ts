export * from './mailbox.ts'
export * from './orders.ts'
export * from './open-stage.ts'
export * from './stage.ts'

export * from './mailbox.ts'
export * from './orders.ts'
export * from './stage.ts'

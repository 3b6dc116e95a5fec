export * from './orders.ts'
export * from './stage.ts'

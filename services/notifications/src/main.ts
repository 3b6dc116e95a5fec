import { runMain } from '@handrail/runtime'
import { start } from './service.ts'

await runMain(start)

import type { Deps } from '@handrail/runtime'
import type { Config } from '../config.ts'

export type Log = Deps<unknown, Config>['log']

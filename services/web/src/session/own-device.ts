import type { Context } from 'hono'
import type { Config } from '../config.ts'
import { dropCookie, OWN_DEVICE, readCookie, writeCookie } from '../edge/cookies.ts'

/** Notes at sign-in whose device this is, for as long as the session lasts. */
export const noteDevice = (c: Context, config: Config, { sharedDevice, seconds }: { sharedDevice: boolean; seconds: number }) => {
  if (sharedDevice) forgetDevice(c, config)
  else writeCookie(c, config, OWN_DEVICE, 'yes', seconds)
}

export const forgetDevice = (c: Context, config: Config) => {
  if (readCookie(c, config, OWN_DEVICE)) dropCookie(c, config, OWN_DEVICE)
}

/** Whether something may stay here beyond this tab. Where nobody said so, the device is taken for a shared one. */
export const isOwnDevice = (c: Context, config: Config): boolean => readCookie(c, config, OWN_DEVICE) === 'yes'

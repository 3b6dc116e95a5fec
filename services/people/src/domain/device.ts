import type { Device } from '@handrail/contracts'

/** The first that fits: a browser names those it descends from, too. */
const browserSigns: readonly [RegExp, Device['browser']][] = [
  [/\bEdgA?(iOS)?\//, 'edge'],
  [/\bSamsungBrowser\//, 'samsung'],
  [/\b(Firefox|FxiOS)\//, 'firefox'],
  [/\b(Opera|OPR|Vivaldi|YaBrowser|DuckDuckGo)\//, 'other'],
  [/\b(Chrome|CriOS|Chromium|HeadlessChrome)\//, 'chrome'],
  [/\bSafari\//, 'safari'],
]
const systemSigns: readonly [RegExp, Device['system']][] = [
  [/\biPhone\b|\biPod\b/, 'iphone'],
  [/\biPad\b/, 'ipad'],
  [/\bAndroid\b/, 'android'],
  [/\bCrOS\b/, 'chromebook'],
  [/\bWindows\b/, 'windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'mac'],
  [/\bLinux\b|\bX11\b/, 'linux'],
]
const firstIn = <Sign>(signs: readonly [RegExp, Sign][], text: string) => signs.find(([sign]) => sign.test(text))?.[1]

/** Enough of a browser for its owner to know it again; null where it says nothing. */
export const deviceOf = (userAgent: string | undefined): Device | null =>
  userAgent ? { browser: firstIn(browserSigns, userAgent) ?? 'other', system: firstIn(systemSigns, userAgent) ?? 'other' } : null

import type { Words } from '../../shared/i18n/catalogue.ts'

/// The first that is found in a user agent counts: most name the browsers they descend from, too.
const browsers = [
  [/MicroMessenger\//, '微信 WeChat'],
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
] as const

const systems = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'Mac'],
  [/CrOS/, 'ChromeOS'],
  [/Linux|X11/, 'Linux'],
] as const

/// What people call the device that a user agent stands for: "Chrome on Windows".
export function deviceName(words: Words, agent: string | null): string {
  const browser = browsers.find(([sign]) => sign.test(agent ?? ''))?.[1]
  const system = systems.find(([sign]) => sign.test(agent ?? ''))?.[1]
  if (browser && system) return words('account.device', { browser, system })
  return browser ?? system ?? words('account.device.unknown')
}

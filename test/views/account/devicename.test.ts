import { expect, test } from 'vitest'
import { createDictionary, wordsOf } from '../../../src/shared/i18n/dictionary.ts'
import { en } from '../../../src/shared/i18n/en/index.ts'
import { places } from '../../../src/shared/i18n/en/places.ts'
import { deviceName } from '../../../src/views/account/devicename.ts'

const words = wordsOf(createDictionary('en', { ...en, ...places }))
const like = 'AppleWebKit/537.36 (KHTML, like Gecko)'

test.each([
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${like} Chrome/140.0 Safari/537.36`,
    'Chrome on Windows',
  ],
  [`Mozilla/5.0 (Windows NT 10.0) ${like} Chrome/140.0 Safari/537.36 Edg/140.0`, 'Edge on Windows'],
  [
    `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${like} Version/18 Safari/605`,
    'Safari on Mac',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Linux'],
  [`Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) ${like} CriOS/140`, 'Chrome on iPhone'],
  [`Mozilla/5.0 (Linux; Android 15) ${like} MicroMessenger/8.0`, '微信 WeChat on Android'],
  ['curl/8.5', 'An unknown device'],
  [null, 'An unknown device'],
])('%s', (agent, name) => {
  expect(deviceName(words, agent)).toBe(name)
})

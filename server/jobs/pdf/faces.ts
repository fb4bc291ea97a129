/// The faces a PDF is set in, beside Courier Prime, which comes along: one for each script that
/// people write in. They are large, and fetched when they are first needed (`shelf.ts`).

export interface Face {
  readonly id: string
  /// As people call it.
  readonly name: string
  /// What is written in it, for who has to decide whether to fetch it.
  readonly writes: string
  /// The package that has it, and the file in there.
  readonly from: string
  readonly file: string
  /// Letters that take this face before any other.
  readonly script: RegExp
}

/// In the order in which they are asked for a character that belongs to no script.
export const faces: readonly Face[] = [
  noto('sc', 'SC', 'Chinese', /\p{Script=Han}|\p{Script=Bopomofo}|[\u3000-\u303f\uff00-\uff60]/u),
  noto('jp', 'JP', 'Japanese', /\p{Script=Hiragana}|\p{Script=Katakana}/u),
  noto('kr', 'KR', 'Korean', /\p{Script=Hangul}/u),
  {
    id: 'mono',
    name: 'Cousine',
    writes: 'Cyrillic, Greek, Vietnamese',
    from: '@expo-google-fonts/cousine',
    file: '400Regular/Cousine_400Regular.ttf',
    script: /\p{Script=Cyrillic}|\p{Script=Greek}|[\u1e00-\u1eff]/u,
  },
  {
    id: 'arabic',
    name: 'Noto Naskh Arabic',
    writes: 'Arabic, Persian, Urdu',
    from: '@expo-google-fonts/noto-naskh-arabic',
    file: '400Regular/NotoNaskhArabic_400Regular.ttf',
    script: /\p{Script_Extensions=Arabic}/u,
  },
  noto('hebrew', 'Hebrew', 'Hebrew', /\p{Script=Hebrew}/u),
  noto('devanagari', 'Devanagari', 'Hindi, Marathi, Nepali', /\p{Script_Extensions=Devanagari}/u),
  noto('bengali', 'Bengali', 'Bengali, Assamese', /\p{Script=Bengali}/u),
  noto('gurmukhi', 'Gurmukhi', 'Punjabi', /\p{Script=Gurmukhi}/u),
  noto('gujarati', 'Gujarati', 'Gujarati', /\p{Script=Gujarati}/u),
  noto('oriya', 'Oriya', 'Odia', /\p{Script=Oriya}/u),
  noto('tamil', 'Tamil', 'Tamil', /\p{Script=Tamil}/u),
  noto('telugu', 'Telugu', 'Telugu', /\p{Script=Telugu}/u),
  noto('kannada', 'Kannada', 'Kannada', /\p{Script=Kannada}/u),
  noto('malayalam', 'Malayalam', 'Malayalam', /\p{Script=Malayalam}/u),
  noto('sinhala', 'Sinhala', 'Sinhala', /\p{Script=Sinhala}/u),
  noto('thai', 'Thai', 'Thai', /\p{Script=Thai}/u),
  noto('lao', 'Lao', 'Lao', /\p{Script=Lao}/u),
  noto('khmer', 'Khmer', 'Khmer', /\p{Script=Khmer}/u),
  noto('myanmar', 'Myanmar', 'Burmese', /\p{Script=Myanmar}/u),
  noto('georgian', 'Georgian', 'Georgian', /\p{Script=Georgian}/u),
  noto('armenian', 'Armenian', 'Armenian', /\p{Script=Armenian}/u),
  noto('ethiopic', 'Ethiopic', 'Amharic, Tigrinya', /\p{Script=Ethiopic}/u),
  {
    id: 'emoji',
    name: 'Noto Emoji',
    writes: 'emoji',
    from: '@expo-google-fonts/noto-emoji',
    file: '400Regular/NotoEmoji_400Regular.ttf',
    script: /\p{Emoji_Presentation}/u,
  },
]

function noto(id: string, name: string, writes: string, script: RegExp): Face {
  return {
    id,
    name: `Noto Sans ${name}`,
    writes,
    from: `@expo-google-fonts/noto-sans-${id}`,
    file: `400Regular/NotoSans${name}_400Regular.ttf`,
    script,
  }
}

/// The faces that a text cannot be set without, beside Courier Prime. Han characters of a text with
/// kana are Japanese.
export function facesFor(text: string): readonly Face[] {
  if (!/[\u0250-\u{10ffff}]/u.test(text)) return []
  const needed = faces.filter(({ script }) => script.test(text))
  return needed.some(({ id }) => id === 'jp') && !simplified.test(text)
    ? needed.filter(({ id }) => id !== 'sc')
    : needed
}

/// Common characters that only simplified Chinese writes so: a text with kana that has some of them
/// is Chinese with a Japanese word in it.
const simplified = /[们这说时东车见长门问间头买卖过还进对开关爱欢]/

/// The face a letter takes before any other.
export function faceOf(char: string): Face | undefined {
  return faces.find(({ script }) => script.test(char))
}

/// Letters that change with their neighbours, or are read from right to left: they are set a run at a
/// time, and the text is given to who copies it.
export const shaped =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Thai}\p{Script=Lao}]/u

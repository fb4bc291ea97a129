/// How the elements of a script look where nothing says what they are.

/// The beginnings of scene headings. Those of Fountain, and a number of the scene before them.
const heading =
  /^(?:\d{1,4}[A-Z]?[.)]?\s+)?(?:INT\.?\s*\/\s*EXT|EXT\.?\s*\/\s*INT|I\/E|INT|EXT|EST)[. ]\s*\S/

const transition =
  /^(?:[^\p{Ll}\p{Lo}]*\bTO(?: BLACK| WHITE)?[:.]|(?:FADE|IRIS|WIPE) (?:IN|OUT|UP)(?: ON)?[:.]?|FADE TO BLACK[:.]?|(?:SMASH )?CUT TO BLACK[:.]?|DISSOLVE[:.]?|(?:THE )?END\.?)$/u

const shot =
  /^(?:ANGLE ON|CLOSE ON|CLOSE[- ]UP|CU |WIDE(?:R)? (?:SHOT|ON)|REVERSE ANGLE|INSERT(?:[:\s–—-]|$)|POV\b|BACK TO SCENE)/

const onScreen =
  /^(?:TEXT ON SCREEN|ON[- ]SCREEN(?: TEXT)?|SUPER(?:IMPOSE)?|CHYRON|TITLE CARD)\s*[:：–—-]/i

/// Capitals only, at least two letters in them, and extensions in any case.
const cue = /^[^\p{Ll}\p{Lo}()（）:：]*\p{Lu}[^\p{Ll}\p{Lo}()（）:：]*(?:\([^()]*\)\s*)*\^?$/u

export function isHeading(text: string): boolean {
  return text.length <= 200 && heading.test(text)
}

export function isTransition(text: string): boolean {
  return text.length <= 60 && transition.test(text)
}

export function isShot(text: string): boolean {
  return text.length <= 120 && shot.test(text) && !/\p{Ll}/u.test(text)
}

export function isOnScreen(text: string): boolean {
  return onScreen.test(text.slice(0, 40))
}

/// Whether a text could be a name over a speech.
export function isCue(text: string): boolean {
  if (text.length > 60 || !cue.test(text)) return false
  if (isHeading(text) || isTransition(text) || isShot(text)) return false
  const name = text.replace(/\(.*$/s, '').trim()
  return (
    name.length <= 40 &&
    name.split(/\s+/).length <= 5 &&
    !/[.!?…,;—–"“”]$/.test(name.replace(/\b[A-Z]{1,2}\.$|(?:JR|SR|MRS?|DR|ST)\.$/, ''))
  )
}

/// Whether a text is one bracket from its first character to its last.
export function isParenthetical(text: string): boolean {
  return /^[(（][^()（）]*[)）]$/.test(text)
}

/// Whether an episode or a scene begins with a text, in any of the languages.
export function startsPart(text: string): boolean {
  return isHeading(text) || part.test(text)
}

const part =
  /^(?:(?:EPISODE|EP|SCENE|ACT|CHAPTER)\b|[【[(（]?\s*(?:第\s*[\d０-９零〇一二三四五六七八九十百两]{1,8}\s*[集话回场]|场\s*次?\s*\d)|\d{1,3}\s*[-–—.．]\s*\d{1,3}(?!\d)|(?:内|外|日|夜)[景.。．、，,\s])/iu

/// Leavings of printed pages. `(continuing)` and `(cont'd)` are what an actor is told, too.
export const moreSpeech = /^\(\s*MORE\s*\)$/i
export const pageNumber = /^(?:page\s+)?(\d{1,4})[.)]?(?:\s*(?:\/|of)\s*\d{1,4})?$/i
export const continued = /\s*\(\s*(?:CONT['’]?D\.?|CONTINUED|CONTINUING|MORE|续)\s*\)\s*$/i

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'

type Control = HTMLInputElement | HTMLTextAreaElement

/// Milliseconds of rest after which what is typed is written down.
const rest = 600

interface Draft<T extends Control> {
  readonly ref: RefObject<T | null>
  /// What somebody else has written meanwhile, where that is not what stands here.
  readonly theirs: string | undefined
  /// Writes down at once what stands here.
  readonly write: () => void
  /// Ends it where two have written: with what stands here, or with what the other wrote.
  readonly settle: (keep: 'mine' | 'theirs') => void
  readonly onInput: () => void
  readonly onCompositionStart: () => void
  readonly onCompositionEnd: () => void
}

/// A control that shows `text`, which others may change too, and writes what is typed when it rests,
/// is left or goes. What two have written at once is shown to the one who types; where they go
/// without a word, both are kept, one under the other.
export function useDraft<T extends Control>(
  text: string,
  onWrite: (next: string) => void,
): Draft<T> {
  const ref = useRef<T>(null)
  /// What the control and the document last agreed on, and what the document says.
  const agreed = useRef(text)
  const latest = useRef(text)
  const composing = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [theirs, setTheirs] = useState<string>()
  const writing = useRef(onWrite)
  writing.current = onWrite

  const isContested = useCallback(() => latest.current !== agreed.current, [])

  const put = useCallback((next: string) => {
    clearTimeout(timer.current)
    if (ref.current && ref.current.value !== next) ref.current.value = next
    agreed.current = latest.current = next
    setTheirs(undefined)
    writing.current(next)
  }, [])

  const write = useCallback(() => {
    const control = ref.current
    if (!control || composing.current || control.value === agreed.current) return
    if (!isContested()) put(control.value)
  }, [isContested, put])

  useLayoutEffect(() => {
    const control = ref.current
    if (!control) return
    latest.current = text
    if (control.value === agreed.current && !composing.current) control.value = text
    const isSame = control.value === text
    if (isSame) agreed.current = text
    setTheirs(isSame || agreed.current === text ? undefined : text)
  }, [text])

  useEffect(() => {
    const control = ref.current
    const leave = () => {
      clearTimeout(timer.current)
      if (!control || control.value === agreed.current) return
      const own = control.value
      const both = [latest.current, own].filter((each) => each.trim() !== '').join('\n')
      const next = latest.current === agreed.current ? own : both
      agreed.current = latest.current = next
      writing.current(next)
    }
    addEventListener('pagehide', leave)
    return () => {
      removeEventListener('pagehide', leave)
      leave()
    }
  }, [])

  return {
    ref,
    theirs,
    write,
    settle: (keep) => put(keep === 'mine' ? (ref.current?.value ?? '') : latest.current),
    onInput() {
      clearTimeout(timer.current)
      timer.current = setTimeout(write, rest)
    },
    onCompositionStart() {
      composing.current = true
    },
    onCompositionEnd() {
      composing.current = false
      clearTimeout(timer.current)
      timer.current = setTimeout(write, rest)
    },
  }
}

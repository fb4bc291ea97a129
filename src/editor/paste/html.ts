import type { Element as ScriptElement } from '../../shared/domain/element.ts'
import { plain, type Span, type Style, sameStyle } from '../../shared/domain/line.ts'
import { classesIn, columns, type Declarations, declarationsOf, leftOf } from './css.ts'
import { elementOfName } from './names.ts'
import { cleanText, type Paragraph, paragraphOf } from './paragraph.ts'

/// Pasted HTML as paragraphs. It is parsed into the contents of a template, which belong to no page:
/// no script of it runs, no picture and no style sheet of it is fetched, no link of it leads anywhere.
/// (Of handlers in attributes a browser may note in its console that the page's policy refuses them.)
/// Of what is parsed only text is taken, with where it stands and how it is emphasised.

export function parseHtml(html: string): DocumentFragment {
  const template = document.createElement('template')
  template.innerHTML = html
  return template.content
}

const blocks = new Set(
  `ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CAPTION CENTER DD DETAILS DIALOG DIV DL DT FIELDSET
  FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HGROUP HR HTML LEGEND LI MAIN MENU NAV OL
  OPTION P PRE SECTION SUMMARY TABLE TBODY TD TEXTAREA TFOOT TH THEAD TR UL`.split(/\s+/),
)

/// What a browser shows no text of.
const unseen = new Set(
  `AUDIO BASE CANVAS DATALIST EMBED HEAD IFRAME LINK META NOEMBED NOFRAMES NOSCRIPT OBJECT PARAM
  RP SCRIPT STYLE TEMPLATE TITLE VIDEO desc metadata script style title`.split(/\s+/),
)

/// What holds around a piece of text.
interface Around {
  readonly style: Style
  /// Of the block, in columns.
  readonly left: number
  readonly align: 'center' | 'right' | undefined
  readonly element: ScriptElement | undefined
  readonly keepsSpace: boolean
  readonly isLink: boolean
}

/// The paragraphs of a page, empty ones included.
export function paragraphsIn(root: DocumentFragment): Paragraph[] {
  const sheets = [...root.querySelectorAll('style')].map((style) => style.textContent)
  const classes = classesIn(sheets)
  const writing = new Writing()
  const start: Around = {
    style: plain,
    left: 0,
    align: undefined,
    element: undefined,
    keepsSpace: false,
    isLink: false,
  }
  // Without recursion: pages may be nested deeper than a stack.
  const around: Around[] = [start]
  let node: Node | null = root.firstChild
  while (node) {
    const here: Around = around[around.length - 1] ?? start
    let enters = false
    if (node.nodeType === Node.TEXT_NODE) {
      writing.text((node as Text).data, here)
    } else if (node instanceof Element && !unseen.has(node.nodeName)) {
      const declarations = declarationsAt(node, classes)
      if (!isHidden(node, declarations)) {
        const inner = within(node, declarations, here)
        if (node.nodeName === 'BR') writing.lineEnd(here)
        else if (blocks.has(node.nodeName)) writing.block(node.nodeName, inner, declarations)
        enters = node.firstChild !== null && node.nodeName !== 'BR'
        if (enters) around.push(inner)
        else if (blocks.has(node.nodeName)) writing.endBlock(node.nodeName)
      }
    }
    if (enters) {
      node = node.firstChild
      continue
    }
    while (node && node !== root && !node.nextSibling) {
      node = node.parentNode
      around.pop()
      if (node instanceof Element && blocks.has(node.nodeName)) writing.endBlock(node.nodeName)
    }
    node = node && node !== root ? node.nextSibling : null
  }
  return writing.finish()
}

function declarationsAt(
  element: Element,
  classes: ReadonlyMap<string, Declarations>,
): Declarations {
  const own = declarationsOf(element.getAttribute('style'))
  const named = [...element.classList].slice(0, 8).flatMap((name) => classes.get(name) ?? [])
  if (named.length === 0) return own
  return new Map([...named.flatMap((each) => [...each]), ...own])
}

/// The bullets that Word writes before the items of a list are signs, not words; its numbers stay.
function isHidden(element: Element, declarations: Declarations): boolean {
  if (element.hasAttribute('hidden')) return true
  if (/none/i.test(declarations.get('display') ?? '')) return true
  if (/hidden|collapse/i.test(declarations.get('visibility') ?? '')) return true
  if (/all/i.test(declarations.get('mso-hide') ?? '')) return true
  const isBullet = /ignore/i.test(declarations.get('mso-list') ?? '')
  return isBullet && !/[\p{L}\p{N}]{2}|\p{N}|[\p{L}][.)]/u.test(element.textContent)
}

function within(element: Element, declarations: Declarations, around: Around): Around {
  const { nodeName } = element
  const isBlock = blocks.has(nodeName)
  const isLink = around.isLink || nodeName === 'A'
  const named = isBlock ? elementAt(element, declarations) : undefined
  const space = declarations.get('white-space')
  const align = alignOf(declarations.get('text-align') ?? element.getAttribute('align'))
  return {
    style: styleOf(nodeName, declarations, around.style, isLink),
    left: isBlock ? around.left + leftOf(declarations) : around.left,
    align: isBlock ? (align ?? (nodeName === 'CENTER' ? 'center' : around.align)) : around.align,
    element: named ?? around.element,
    keepsSpace:
      space === undefined
        ? around.keepsSpace || nodeName === 'PRE' || nodeName === 'TEXTAREA'
        : /^(?:pre|break-spaces)/i.test(space),
    isLink,
  }
}

function elementAt(element: Element, declarations: Declarations): ScriptElement | undefined {
  const names = [
    element.getAttribute('data-element'),
    element.getAttribute('data-type'),
    declarations.get('mso-style-name')?.replace(/["']/g, ''),
    ...[...element.classList].slice(0, 8),
  ]
  for (const name of names) {
    const found = name ? elementOfName(name) : undefined
    if (found) return found
  }
  return undefined
}

function alignOf(value: string | null | undefined): Around['align'] | undefined {
  const align = value?.trim().toLowerCase()
  if (align === 'center' || align === '-webkit-center') return 'center'
  return align === 'right' || align === 'end' ? 'right' : undefined
}

function styleOf(name: string, declarations: Declarations, around: Style, isLink: boolean): Style {
  let { bold, italic, underline, strike } = around
  if (/^(?:B|STRONG|H[1-6]|TH)$/.test(name)) bold = true
  if (/^(?:I|EM|CITE|VAR)$/.test(name)) italic = true
  if (/^(?:U|INS)$/.test(name)) underline = true
  if (/^(?:S|STRIKE|DEL)$/.test(name)) strike = true
  const weight = declarations.get('font-weight')
  if (weight) bold = /^(?:bold|bolder|[6-9]00)/i.test(weight) || undefined
  const slant = declarations.get('font-style')
  if (slant) italic = /^(?:italic|oblique)/i.test(slant) || undefined
  const line = declarations.get('text-decoration-line') ?? declarations.get('text-decoration')
  if (line && /underline/i.test(line)) underline = true
  if (line && /line-through/i.test(line)) strike = true
  // Every link is underlined, without anybody having meant it.
  if (isLink) underline = undefined
  const next: Style = {
    ...(bold && { bold }),
    ...(italic && { italic }),
    ...(underline && { underline }),
    ...(strike && { strike }),
  }
  return sameStyle(next, around) ? around : next
}

/// The paragraphs as they come.
class Writing {
  readonly #paragraphs: Paragraph[] = []
  #spans: Span[] = []
  #around: Around | undefined
  #indent = 0
  /// Whether the block has been begun and has nothing in it: an empty one is an empty line.
  #isOpen = false
  /// Whether the last thing written was a space, or nothing at all.
  #spaced = true

  text(data: string, around: Around): void {
    let text = cleanText(data)
    if (!around.keepsSpace) {
      // A space that does not break was meant.
      text = data.includes('\u00a0') ? cleanText(data.replace(/[ \t\n\r\f]+/g, ' ')) : text
      if (!data.includes('\u00a0')) {
        text = text.replace(/[ \t\n]+/g, ' ')
        if (this.#spaced) text = text.replace(/^ /, '')
      } else if (this.#spaced && /^[ \t\n\r\f]/.test(data)) text = text.slice(1)
    }
    if (text === '') return
    const parts = text.split('\n')
    for (const [i, part] of parts.entries()) {
      if (i > 0) this.lineEnd(around)
      if (part !== '') this.#put(part, around)
    }
  }

  lineEnd(around: Around): void {
    this.#around ??= around
    // What the source calls one paragraph stays one.
    if (this.#around.element) this.#put('\n', around)
    else this.#close(true)
    this.#spaced = true
  }

  block(name: string, around: Around, declarations: Declarations): void {
    this.#close(false)
    this.#around = around
    this.#indent = columns(declarations.get('text-indent'))
    this.#isOpen = holdsText.test(name)
  }

  endBlock(_name: string): void {
    this.#close(this.#isOpen)
    this.#isOpen = false
  }

  finish(): Paragraph[] {
    this.#close(false)
    return this.#paragraphs
  }

  #put(text: string, around: Around): void {
    this.#around ??= around
    const last = this.#spans[this.#spans.length - 1]
    if (last && sameStyle(last.style, around.style)) {
      this.#spans[this.#spans.length - 1] = { text: last.text + text, style: last.style }
    } else this.#spans.push({ text, style: around.style })
    this.#spaced = /\s$/.test(text)
  }

  #close(evenEmpty: boolean): void {
    const around = this.#around
    const isBlank = this.#spans.every(({ text }) => text.trim() === '')
    if (!isBlank || evenEmpty) {
      const { left = 0, align, element } = around ?? {}
      const spans = isBlank ? [] : this.#spans
      this.#paragraphs.push(
        paragraphOf(spans, {
          indent: left + this.#indent,
          ...(align && { align }),
          ...(element && { element }),
        }),
      )
      this.#isOpen = false
    }
    this.#spans = []
    this.#around = undefined
    this.#spaced = true
  }
}

/// Blocks that are a line of their own even if empty.
const holdsText = /^(?:P|H[1-6]|LI|DT|DD|PRE|DIV|TD|TH)$/

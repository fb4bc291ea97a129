import { generate } from 'lean-qr'
import { useMemo } from 'react'

interface QrProps {
  readonly text: string
  readonly label: string
}

/// Modules of white around a QR code: ISO/IEC 18004 asks for four.
const quiet = 4

/// A text as a QR code. Dark on white in both themes: many readers know no other.
export function Qr({ text, label }: QrProps) {
  const { size, path } = useMemo(() => draw(text), [text])
  const side = size + 2 * quiet
  return (
    <svg viewBox={`${-quiet} ${-quiet} ${side} ${side}`} role="img" aria-label={label}>
      <rect x={-quiet} y={-quiet} width={side} height={side} fill="#fff" />
      <path d={path} fill="#1d1b18" shapeRendering="crispEdges" />
    </svg>
  )
}

function draw(text: string): { readonly size: number; readonly path: string } {
  const code = generate(text)
  const squares: string[] = []
  for (let y = 0; y < code.size; y++) {
    for (let x = 0; x < code.size; x++) {
      if (code.get(x, y)) squares.push(`M${x} ${y}h1v1h-1z`)
    }
  }
  return { size: code.size, path: squares.join('') }
}

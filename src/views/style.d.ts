import 'react'

declare module 'react' {
  interface CSSProperties {
    /// Custom properties may be set on any element.
    readonly [property: `--${string}`]: string | number | undefined
  }
}

import { remembered } from '../parts/remembered.ts'

/// Whether the review shows the script under each outline.
export const scriptShown = remembered<'on' | 'off'>('ninety.review.script', (stored) =>
  stored === 'on' ? 'on' : 'off',
)

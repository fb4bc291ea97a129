import { useCallback } from 'react'
import { useLocation } from 'wouter'

/// The review walks along addresses: `/series/<id>/board/review/<episode>`.

export function reviewAddress(series: string, episode?: string): string {
  const base = `/series/${series}/board/review`
  return episode === undefined ? base : `${base}/${encodeURIComponent(episode)}`
}

/// The episode that the address names, and what names another one in its place.
export function useReviewAddress(
  series: string,
): readonly [episode: string | undefined, show: (episode: string) => void] {
  const [path, go] = useLocation()
  const named = /\/board\/review\/([^/]+)$/.exec(path)?.[1]
  const show = useCallback(
    // A hundred steps are not a hundred pages to go back through.
    (episode: string) => go(reviewAddress(series, episode), { replace: true }),
    [go, series],
  )
  return [named === undefined ? undefined : decodeURIComponent(named), show]
}

const key = (series: string) => `ninety.review.${series}`

/// Where somebody was when they last left the review of a series, in this browser.
export function lastReviewed(series: string): string | undefined {
  try {
    return localStorage.getItem(key(series)) ?? undefined
  } catch {
    return undefined
  }
}

export function noteReviewed(series: string, episode: string): void {
  try {
    localStorage.setItem(key(series), episode)
  } catch {
    // A browser that keeps nothing begins with the first episode that waits.
  }
}

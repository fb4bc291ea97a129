import { Fragment } from 'react'
import type { Stretch } from '../../shared/derive/wordchange.ts'
import { useWords } from '../parts/words.ts'
import styles from './stretches.module.css'

/// A text with what has changed in it marked: struck what is gone, underlaid what is new.
export function Stretches({ of }: { readonly of: readonly Stretch[] }) {
  const words = useWords()
  return of.map(({ is, text }, i) => {
    // The stretches of a text are in its order: there is nothing else to tell them by.
    const key = `${i} ${is}`
    if (is === 'same') return <Fragment key={key}>{text}</Fragment>
    const Mark = is === 'gone' ? 'del' : 'ins'
    return (
      <Mark key={key} className={styles[is]}>
        <span className="visually-hidden">{` ${words(`review.mark.${is}`)} `}</span>
        {text}
        <span className="visually-hidden">{` (${words('review.mark.end')}) `}</span>
      </Mark>
    )
  })
}

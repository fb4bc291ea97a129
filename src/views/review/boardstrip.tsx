import { Download, History, MoreHorizontal, Printer, ScanEye, Settings2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { may } from '../../shared/domain/access.ts'
import { useDesk } from '../board/desk.ts'
import { classes, IconButton } from '../parts/button.tsx'
import { type Command, useCommands } from '../parts/commands.ts'
import { Menu, MenuItem } from '../parts/menu.tsx'
import { language } from '../parts/settings.ts'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import { myName } from '../series/me.ts'
import { useSession } from '../series/opened.ts'
import { lastReviewed, reviewAddress } from './address.ts'
import { sheetAddress } from './api.ts'
import styles from './boardstrip.module.css'
import { type Filter, filters, type Me, passes } from './episodereview.ts'
import { RequiredSignOffs } from './requiredsignoffs.tsx'
import { useReviewRoom } from './reviewroom.ts'

/// Over the rows of the Board: which of them are shown, how far the season has come, and the way
/// into its review.
export function BoardStrip() {
  const words = useWords()
  const desk = useDesk()
  const session = useSession()
  const room = useReviewRoom()
  const [, go] = useLocation()
  const [asking, setAsking] = useState(false)
  const reviews = useStore(room.reviews)
  const standing = useStore(room.standing)
  const filter = useStore(desk.filter)
  const me = useMe()
  const { id } = session
  useCommands(
    useMemo(
      (): readonly Command[] => [
        {
          id: 'review',
          name: words('go.review'),
          group: 'keys.group.go',
          keys: ['Mod-Alt-r', 'v'],
          inText: true,
          run: () => go(reviewAddress(id)),
        },
      ],
      [words, go, id],
    ),
  )
  if (reviews.length === 0) return null
  const count = (each: Filter) => reviews.filter((review) => passes(review, each, me)).length
  const offered = filters
    .map((each) => ({ each, count: count(each) }))
    .filter((offer) => offer.count > 0 || offer.each === 'all' || offer.each === filter)
  const final = count('final')
  const left = reviews.find((review) => review.id === lastReviewed(id))
  const resumes = left?.waits === true
  return (
    <section className={styles.strip} aria-label={words('review.title')}>
      <fieldset className={styles.filters}>
        <legend className="visually-hidden">{words('review.filter')}</legend>
        {offered.map(({ each, count: among }) => (
          <button
            key={each}
            type="button"
            className={classes(styles.chip, each === filter && styles.chosen)}
            aria-pressed={each === filter}
            onClick={() => desk.filter.set(each)}
          >
            {each === 'all' || each === 'todo' || each === 'mine'
              ? words(`review.filter.${each}`)
              : words(`review.state.${each}`)}{' '}
            <span>{among}</span>
          </button>
        ))}
      </fieldset>
      <div className={styles.end}>
        {final > 0 && (
          <span className={styles.final}>
            {words('review.final', { final, count: reviews.length })}
          </span>
        )}
        <Menu
          trigger={
            <IconButton label={words('review.more')}>
              <MoreHorizontal size={17} aria-hidden />
            </IconButton>
          }
        >
          <MenuItem icon={<History size={14} />} onPress={() => go(`/series/${id}/activity`)}>
            {words('go.activity')}
          </MenuItem>
          <MenuItem
            icon={<Download size={14} />}
            onPress={() => location.assign(sheetAddress(id, language.get()))}
          >
            {words('review.csv')}
          </MenuItem>
          <MenuItem icon={<Printer size={14} />} onPress={() => setTimeout(() => print(), 200)}>
            {words('review.print')}
          </MenuItem>
          {may(standing, 'reviews.settings') && (
            <MenuItem icon={<Settings2 size={14} />} onPress={() => setAsking(true)}>
              {words('review.settings')}
            </MenuItem>
          )}
        </Menu>
        <Link href={reviewAddress(id)} className={styles.start}>
          <ScanEye size={15} aria-hidden />
          {resumes && left
            ? words('review.resume', { number: left.number })
            : words('review.start')}
        </Link>
      </div>
      {asking && (
        <RequiredSignOffs
          reviewer={{ series: id, room, words, show: (episode) => go(reviewAddress(id, episode)) }}
          onClose={() => setAsking(false)}
        />
      )}
    </section>
  )
}

/// Who looks at the Board, to find the episodes that are theirs to write.
export function useMe(): Me {
  const room = useReviewRoom()
  const id = useStore(room.data)?.me
  const name = useStore(myName)
  return useMemo(() => ({ id, name }), [id, name])
}

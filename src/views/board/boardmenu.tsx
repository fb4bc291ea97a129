import { Menu } from '@base-ui/react/menu'
import type { ReactNode } from 'react'
import { useLocation } from 'wouter'
import { Kbd } from '../parts/kbd.tsx'
import { MenuLine } from '../parts/menu.tsx'
import popup from '../parts/popup.module.css'
import { useStore } from '../parts/usestore.ts'
import { useWords } from '../parts/words.ts'
import styles from './board.module.css'
import { bin, feel, makeEnding, merge, moveBy, moveRow, signed, unlock } from './deeds.ts'
import { type Desk, elementOf, type OpenMenu, useDesk } from './desk.ts'
import { createBehind, isStacked } from './press.ts'
import { destinationOf, type Found, findSpot } from './spot.ts'

/// The one menu of the board, opened at any card and at the head of any row.
export function BoardMenu() {
  const desk = useDesk()
  const open = useStore(desk.menu)
  return (
    <Menu.Root
      open={open !== undefined}
      onOpenChange={(next) => next || desk.menu.set(undefined)}
      modal={false}
    >
      {open && <Sheet desk={desk} {...open} />}
    </Menu.Root>
  )
}

function Sheet({ desk, spot, anchor }: OpenMenu & { readonly desk: Desk }) {
  const words = useWords()
  const series = useStore(desk.series)
  const mayEdit = useStore(desk.session.mayEdit)
  const found = findSpot(series, spot)
  if (!found) return null
  const { segment, episode, row } = found
  const place = segment?.id ?? episode.id
  return (
    <Menu.Portal>
      <Menu.Positioner
        className={popup.layer}
        anchor={anchor}
        align="end"
        sideOffset={4}
        collisionPadding={8}
      >
        <Menu.Popup
          className={popup.popup}
          // What was chosen may have put the focus somewhere already.
          finalFocus={() =>
            document.activeElement?.closest('[role=menu]') ? elementOf(desk, spot) : false
          }
        >
          <OpenInScript desk={desk} found={found} hash={place} />
          {mayEdit && <MenuLine />}
          {mayEdit && segment && <SegmentItems desk={desk} found={found} />}
          {mayEdit && !segment && (
            <EpisodeItems desk={desk} found={found} last={row === series.episodes.length - 1} />
          )}
          {mayEdit && (!segment || segment.kind === 'beat') && (
            <>
              <MenuLine />
              <Item keys="Delete" onPress={() => bin(desk, spot)}>
                {words('board.bin')}
              </Item>
            </>
          )}
        </Menu.Popup>
      </Menu.Positioner>
    </Menu.Portal>
  )
}

interface ItemsProps {
  readonly desk: Desk
  readonly found: Found
}

function SegmentItems({ desk, found }: ItemsProps) {
  const words = useWords()
  const { spot, episode, column, segment } = found
  const beats = episode.segments.length - 2
  const emotion = segment?.emotion
  const hint = emotion === undefined ? undefined : signed(emotion)
  const stacked = isStacked(desk)
  const possible = ways.filter(([way]) => destinationOf(desk.series.get(), spot.id, way))
  return (
    <>
      <Item keys="n" onPress={() => createBehind(desk, spot)}>
        {words('board.beat.new')}
      </Item>
      {segment?.kind === 'beat' && (
        <>
          <Item keys="m" onPress={() => merge(desk, spot)}>
            {words('board.beat.merge')}
          </Item>
          {column - 1 === beats && (
            <Item keys="e" onPress={() => makeEnding(desk, spot)}>
              {words('board.beat.ending')}
            </Item>
          )}
          {possible.length > 0 && <MenuLine />}
          {possible.map(([way, key, name]) => (
            <Item key={way} keys={key} onPress={() => moveBy(desk, spot.id, way)}>
              {words(stacked ? name : `board.beat.${way}`)}
            </Item>
          ))}
        </>
      )}
      <MenuLine />
      <Item keys="+" hint={hint} stays onPress={() => feel(desk, spot, 1)}>
        {words('board.emotion.more')}
      </Item>
      <Item keys="-" hint={hint} stays onPress={() => feel(desk, spot, -1)}>
        {words('board.emotion.less')}
      </Item>
      {emotion !== undefined && (
        <Item onPress={() => feel(desk, spot, undefined)}>{words('board.emotion.open')}</Item>
      )}
    </>
  )
}

/// With the key for each, and what it is called where the beats of an episode are stacked.
const ways = [
  ['left', 'Alt-ArrowLeft', 'board.episode.up'],
  ['right', 'Alt-ArrowRight', 'board.episode.down'],
  ['up', 'Alt-ArrowUp', 'board.beat.up'],
  ['down', 'Alt-ArrowDown', 'board.beat.down'],
] as const

function EpisodeItems({ desk, found, last }: ItemsProps & { readonly last: boolean }) {
  const words = useWords()
  const { spot, row, episode } = found
  const isPaid = desk.series.get().settings.money === 'paid'
  return (
    <>
      <Item keys="n" onPress={() => createBehind(desk, spot)}>
        {words('board.episode.new')}
      </Item>
      {row > 0 && (
        <>
          <Item keys="m" onPress={() => merge(desk, spot)}>
            {words('board.episode.join')}
          </Item>
          <Item keys="Alt-ArrowUp" onPress={() => moveRow(desk, spot.id, row - 1)}>
            {words('board.episode.up')}
          </Item>
        </>
      )}
      {!last && (
        <Item keys="Alt-ArrowDown" onPress={() => moveRow(desk, spot.id, row + 1)}>
          {words('board.episode.down')}
        </Item>
      )}
      {isPaid && (
        <Item keys="u" hint={episode.unlock && '✓'} onPress={() => unlock(desk, spot)}>
          {words('board.unlock')}
        </Item>
      )}
    </>
  )
}

interface ItemProps {
  readonly keys?: string
  readonly hint?: string | undefined
  /// Whether the menu stays open for another press.
  readonly stays?: boolean
  readonly onPress: () => void
  readonly children: ReactNode
}

function Item({ keys, hint, stays = false, onPress, children }: ItemProps) {
  return (
    <Menu.Item className={`${popup.item} ${styles.item}`} closeOnClick={!stays} onClick={onPress}>
      <span>{children}</span>
      {hint !== undefined && <span className={styles.value}>{hint}</span>}
      {keys && <Kbd keys={keys} />}
    </Menu.Item>
  )
}

/// A link, so that it can be opened in another window as well.
function OpenInScript({ desk, found, hash }: ItemsProps & { readonly hash: string }) {
  const words = useWords()
  const [, navigate] = useLocation()
  const href = `/series/${desk.session.id}#${encodeURIComponent(hash)}`
  return (
    <Menu.LinkItem
      className={`${popup.item} ${styles.item}`}
      href={href}
      closeOnClick
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
        event.preventDefault()
        desk.settle(found.spot)
        navigate(href)
      }}
    >
      <span>{words('board.open')}</span>
    </Menu.LinkItem>
  )
}

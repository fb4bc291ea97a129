import { QueryClientProvider } from '@tanstack/react-query'
import { Plus, Trash2 } from 'lucide-react'
import { useCallback, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { admits } from '../../shared/domain/access.ts'
import { AccountMenu } from '../account/accountmenu.tsx'
import { useWho } from '../account/usewho.ts'
import { ahead } from '../parts/ahead.tsx'
import { sayFault } from '../parts/ask.ts'
import { Brand } from '../parts/brand.tsx'
import { Broken } from '../parts/broken.tsx'
import { Button } from '../parts/button.tsx'
import { FilePicker } from '../parts/filepicker.tsx'
import { later } from '../parts/later.ts'
import { queries } from '../parts/queries.ts'
import { SettingsMenu } from '../parts/settingsmenu.tsx'
import { usePageTitle } from '../parts/usepagetitle.ts'
import { useWords } from '../parts/words.ts'
import type { SeriesEntry } from './api.ts'
import { useFileDrop } from './drop.ts'
import { Importing, useImport } from './importing.tsx'
import styles from './library.module.css'
import { type Beginning, NewSeries, RenameSeries } from './seriesform.tsx'
import { BinnedRow, SeriesRow } from './seriesrow.tsx'
import { isUnreachable, useShelf, useShelfActions } from './useseries.ts'

const Copies = ahead(later(() => import('./copies.tsx')))
const Unsent = ahead(later(() => import('./unsent.tsx')))

/// What the picker shows first; a file of another name can be dropped.
const accepted = '.fountain,.spmd,.fdx,.docx,.txt,.md,.json,.xlsx,.csv,.zip'

type Asking = 'nothing' | 'new' | SeriesEntry

/// All series that this person has come into.
export default function LibraryPage() {
  return (
    <QueryClientProvider client={queries}>
      <Library />
    </QueryClientProvider>
  )
}

function Library() {
  const words = useWords()
  const [, go] = useLocation()
  const [inBin, setInBin] = useState(false)
  const [asking, setAsking] = useState<Asking>('nothing')
  const shelf = useShelf(inBin)
  const { create, rename, bin, restore } = useShelfActions()
  const { waiting, take, next, stop } = useImport()
  const { user } = useWho()
  const mayMake = admits('maker', user ? 'account' : 'guest')
  const takeFiles = useRef(take)
  takeFiles.current = mayMake ? take : () => {}
  const isDropping = useFileDrop(useCallback((files) => takeFiles.current(files), []))
  usePageTitle(words('library.title'))

  function begin(beginning: Beginning) {
    create.mutate(beginning, { onSuccess: ({ id }) => go(`/series/${id}`) })
  }
  const close = () => setAsking('nothing')
  const onBin = useCallback(({ id }: SeriesEntry) => bin.mutate(id), [bin.mutate])

  return (
    <div className={styles.page}>
      <header className={styles.top}>
        <Brand />
        <div className={styles.ends}>
          <SettingsMenu />
          <AccountMenu />
        </div>
      </header>
      <main className={styles.main}>
        <div className={styles.head}>
          <h1>{words(inBin ? 'library.bin' : 'library.title')}</h1>
          {mayMake && (
            <Tools
              inBin={inBin}
              onBin={() => setInBin(!inBin)}
              isImporting={waiting !== undefined}
              onFiles={take}
              onNew={() => setAsking('new')}
            />
          )}
        </div>
        {shelf.isError && (
          <div className={styles.note} role="alert">
            <p>{sayFault(words, shelf.error)}</p>
            <Button onClick={() => void shelf.refetch()}>{words('action.retry')}</Button>
          </div>
        )}
        {/* Without a connection the code of these may not be there. The list goes on without. */}
        <Broken at={`${shelf.dataUpdatedAt} ${shelf.errorUpdatedAt}`} instead={null}>
          {isUnreachable(shelf.error) && !inBin && <Copies />}
          {shelf.isSuccess && !inBin && <Unsent listed={shelf.data} />}
        </Broken>
        {shelf.data?.length === 0 && (
          <div className={styles.note}>
            <p>{words(inBin ? 'library.bin.empty' : 'library.empty')}</p>
            {!inBin && mayMake && (
              <Button kind="primary" onClick={() => setAsking('new')}>
                {words('library.new')}
              </Button>
            )}
          </div>
        )}
        {shelf.data && shelf.data.length > 0 && (
          <ul className={styles.list}>
            {shelf.data.map((series) =>
              inBin ? (
                <BinnedRow
                  key={series.id}
                  series={series}
                  onRestore={({ id }) => restore.mutate(id)}
                />
              ) : (
                <SeriesRow key={series.id} series={series} onRename={setAsking} onBin={onBin} />
              ),
            )}
          </ul>
        )}
      </main>
      {isDropping && mayMake && <div className={styles.drop}>{words('library.drop')}</div>}
      {waiting && <Importing waiting={waiting} onNext={next} onStop={stop} />}
      {asking === 'new' && <NewSeries busy={create.isPending} onClose={close} onCreate={begin} />}
      {typeof asking === 'object' && (
        <RenameSeries
          title={asking.title}
          onClose={close}
          onRename={(title) => rename.mutate({ id: asking.id, title })}
        />
      )}
    </div>
  )
}

interface ToolsProps {
  readonly inBin: boolean
  readonly onBin: () => void
  readonly isImporting: boolean
  readonly onFiles: (files: readonly File[]) => void
  readonly onNew: () => void
}

/// For who may have series of their own.
function Tools({ inBin, onBin, isImporting, onFiles, onNew }: ToolsProps) {
  const words = useWords()
  return (
    <>
      <Button kind="quiet" aria-pressed={inBin} onClick={onBin}>
        <Trash2 size={15} aria-hidden />
        {words('library.bin')}
      </Button>
      <FilePicker
        multiple
        accept={accepted}
        label={words('library.bring.long')}
        disabled={isImporting}
        onFiles={onFiles}
      >
        {words('library.bring')}
      </FilePicker>
      <Button kind="primary" onClick={onNew}>
        <Plus size={15} aria-hidden />
        {words('library.new')}
      </Button>
    </>
  )
}

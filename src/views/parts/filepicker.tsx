import { FileUp } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import { Button } from './button.tsx'

interface FilePickerProps {
  /// What files are asked for, for who cannot see what stands around the button.
  readonly label: string
  /// The ends of the names that are offered first, as in `.docx,.csv`; else every file is.
  readonly accept?: string
  readonly multiple?: boolean
  readonly kind?: 'plain' | 'primary'
  readonly disabled?: boolean
  readonly onFiles: (files: readonly File[]) => void
  readonly children: ReactNode
}

/// A button that asks for files of this machine. The same file can be chosen twice in a row.
export function FilePicker(props: FilePickerProps) {
  const { label, accept, multiple, kind = 'plain', disabled, onFiles, children } = props
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button kind={kind} disabled={disabled} onClick={() => input.current?.click()}>
        <FileUp size={15} aria-hidden />
        {children}
      </Button>
      <input
        ref={input}
        hidden
        type="file"
        multiple={multiple}
        accept={accept}
        aria-label={label}
        onChange={({ target }) => {
          const files = [...(target.files ?? [])]
          target.value = ''
          if (files.length > 0) onFiles(files)
        }}
      />
    </>
  )
}

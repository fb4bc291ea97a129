import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Monitor, Smartphone } from 'lucide-react'
import { sayFault } from '../parts/ask.ts'
import { Button } from '../parts/button.tsx'
import { language } from '../parts/settings.ts'
import { toasts } from '../parts/toasts.ts'
import { useStore } from '../parts/usestore.ts'
import { sayWhen } from '../parts/when.ts'
import { useWords } from '../parts/words.ts'
import { type Device, endDevice, listDevices } from './api.ts'
import { deviceName } from './devicename.ts'
import styles from './devices.module.css'

/// Where one is signed in, each with the way out.
export function Devices() {
  const words = useWords()
  const client = useQueryClient()
  const devices = useQuery({ queryKey: ['devices'], queryFn: listDevices })
  const end = useMutation({
    mutationFn: ({ id }: Device) => endDevice(id),
    onSuccess: (_, { agent }) => {
      toasts.add({ title: words('account.device.ended', { device: deviceName(words, agent) }) })
    },
    onError: (fault) => toasts.add({ title: sayFault(words, fault), priority: 'high' }),
    onSettled: () => client.invalidateQueries({ queryKey: ['devices'] }),
  })
  if (devices.isError) return <p role="alert">{sayFault(words, devices.error)}</p>
  return (
    <ul className={styles.devices}>
      {devices.data?.map((device) => (
        <DeviceRow key={device.id} device={device} onEnd={() => end.mutate(device)} />
      ))}
    </ul>
  )
}

interface RowProps {
  readonly device: Device
  readonly onEnd: () => void
}

function DeviceRow({ device, onEnd }: RowProps) {
  const words = useWords()
  const shown = useStore(language)
  const name = deviceName(words, device.agent)
  const Sign = /iPhone|Android|Mobile/.test(device.agent ?? '') ? Smartphone : Monitor
  return (
    <li className={styles.device}>
      <Sign size={18} aria-hidden />
      <div>
        <p className={styles.name}>{name}</p>
        <p className={styles.seen}>
          {device.current
            ? words('account.device.this')
            : words('account.device.seen', { when: sayWhen(device.seen, Date.now(), shown) })}
        </p>
      </div>
      {!device.current && (
        <Button aria-label={words('account.device.end.long', { device: name })} onClick={onEnd}>
          {words('account.device.end')}
        </Button>
      )}
    </li>
  )
}

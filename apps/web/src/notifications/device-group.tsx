import { useEffect } from 'react'
import { SettingsGroup } from '../accounts/settings-group.tsx'
import { SelectField } from '../design/select-field.tsx'
import { SwitchField } from '../design/switch-field.tsx'
import { useStore } from '../store/use-store.ts'
import { chime } from './chime.ts'
import { LOUDNESS, notificationsWanted, soundVolume, VOLUMES, type Volume } from './device-choices.ts'
import { notificationPermission, type Permission, rereadPermission } from './permission.ts'
import { turnOnNotifications } from './turn-on-notifications.ts'

const HINTS: { readonly [State in Permission]: string } = {
  granted: 'While Chat is open in this browser, and you are looking at something else.',
  default:
    'While Chat is open in this browser, and you are looking at something else. Your browser will ask you first.',
  denied: 'Your browser blocks them. Allow notifications in its settings for this page first.',
  unsupported: 'This browser shows none for this page. On a phone, or without https, that is often so.',
}

const VOLUME_NAMES: { readonly [Name in Volume]: string } = {
  off: 'Off',
  quiet: 'Quiet',
  medium: 'Medium',
  loud: 'Loud',
}

/** How this device notifies. */
export function DeviceGroup() {
  const wanted = useStore(notificationsWanted)
  const permission = useStore(notificationPermission)
  const volume = useStore(soundVolume)
  useEffect(rereadPermission, [])
  const possible = permission === 'granted' || permission === 'default'
  return (
    <SettingsGroup title="On this device">
      <SwitchField
        label="Show notifications"
        hint={HINTS[permission]}
        on={possible ? wanted === 'on' && permission === 'granted' : undefined}
        change={(on) => (on ? void turnOnNotifications() : notificationsWanted.set('off'))}
      />
      <SelectField
        label="Sound"
        value={volume}
        onChange={(value) => {
          const chosen = VOLUMES.find((one) => one === value) ?? 'off'
          soundVolume.set(chosen)
          if (chosen !== 'off') chime(LOUDNESS[chosen])
        }}
      >
        {VOLUMES.map((one) => (
          <option key={one} value={one}>
            {VOLUME_NAMES[one]}
          </option>
        ))}
      </SelectField>
    </SettingsGroup>
  )
}

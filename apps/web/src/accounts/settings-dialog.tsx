import { Tabs } from '@base-ui/react/tabs'
import type { ChatClient } from '@chat/client'
import { Bell, CircleUserRound, KeyRound, type LucideIcon, MonitorSmartphone, UserRound } from 'lucide-react'
import { Modal } from '../design/modal.tsx'
import { NotificationsSection } from '../notifications/notifications-section.tsx'
import { ProfileSection } from '../profile/profile-section.tsx'
import { AccountSection } from './account-section.tsx'
import { DevicesSection } from './devices-section.tsx'
import { SecuritySection } from './security-section.tsx'

export type SettingsSection = 'profile' | 'notifications' | 'account' | 'security' | 'devices'

const SECTIONS: readonly {
  value: SettingsSection
  label: string
  icon: LucideIcon
  section: (client: ChatClient) => React.ReactNode
}[] = [
  {
    value: 'profile',
    label: 'Profile',
    icon: CircleUserRound,
    section: (client) => <ProfileSection client={client} />,
  },
  {
    value: 'notifications',
    label: 'Notifications',
    icon: Bell,
    section: (client) => <NotificationsSection client={client} />,
  },
  { value: 'account', label: 'Account', icon: UserRound, section: () => <AccountSection /> },
  { value: 'security', label: 'Security', icon: KeyRound, section: () => <SecuritySection /> },
  { value: 'devices', label: 'Devices', icon: MonitorSmartphone, section: () => <DevicesSection /> },
]

/** Oneself, and one's account: what it is, what protects it, and where it is signed in. */
export function SettingsDialog({
  client,
  section: first,
  open,
  onOpenChange,
}: {
  client: ChatClient
  /** What it opens with. */
  section: SettingsSection
  open: boolean
  onOpenChange: (open: boolean) => void
}) {
  return (
    <Modal title="Settings" size="list" open={open} onOpenChange={onOpenChange}>
      <Tabs.Root defaultValue={first} className="flex min-h-0 flex-1 flex-col">
        <Tabs.List className="mt-2 flex shrink-0 flex-wrap gap-x-1 px-3 shadow-[inset_0_-1px_var(--color-line)] max-sm:gap-x-0 max-sm:px-0.5">
          {SECTIONS.map(({ value, label, icon: Icon }) => (
            <Tabs.Tab
              key={value}
              value={value}
              className="flex h-10 shrink-0 cursor-pointer items-center gap-2 border-transparent border-b-2 px-2 font-medium text-muted text-sm max-sm:h-13 max-sm:grow max-sm:flex-col max-sm:justify-center max-sm:gap-1 max-sm:px-0.5 max-sm:text-xs hover:text-text focus-visible:-outline-offset-2 data-active:border-accent-text data-active:text-text"
            >
              <Icon aria-hidden="true" size="1rem" className="shrink-0" />
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {SECTIONS.map(({ value, section }) => (
          <Tabs.Panel
            key={value}
            value={value}
            className="min-h-0 flex-1 overflow-y-auto p-5 focus-visible:-outline-offset-2"
          >
            {section(client)}
          </Tabs.Panel>
        ))}
      </Tabs.Root>
    </Modal>
  )
}

import { Tabs } from '@base-ui/react/tabs'
import { KeyRound, type LucideIcon, MonitorSmartphone, UserRound } from 'lucide-react'
import { Modal } from '../design/modal.tsx'
import { AccountSection } from './account-section.tsx'
import { DevicesSection } from './devices-section.tsx'
import { SecuritySection } from './security-section.tsx'

const SECTIONS: readonly { value: string; label: string; icon: LucideIcon; section: () => React.ReactNode }[] = [
  { value: 'account', label: 'Account', icon: UserRound, section: () => <AccountSection /> },
  { value: 'security', label: 'Security', icon: KeyRound, section: () => <SecuritySection /> },
  { value: 'devices', label: 'Devices', icon: MonitorSmartphone, section: () => <DevicesSection /> },
]

/** One's account: what it is, what protects it, and where it is signed in. */
export function SettingsDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Modal title="Settings" size="list" open={open} onOpenChange={onOpenChange}>
      <Tabs.Root defaultValue="account" className="flex min-h-0 flex-1 flex-col">
        <Tabs.List className="mt-2 flex gap-1 border-line border-b px-3">
          {SECTIONS.map(({ value, label, icon: Icon }) => (
            <Tabs.Tab
              key={value}
              value={value}
              className="touch-target -mb-px flex h-10 cursor-pointer items-center gap-2 border-transparent border-b-2 px-2 font-medium text-muted text-sm hover:text-text data-active:border-accent data-active:text-text"
            >
              <Icon aria-hidden="true" size={16} />
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
            {section()}
          </Tabs.Panel>
        ))}
      </Tabs.Root>
    </Modal>
  )
}

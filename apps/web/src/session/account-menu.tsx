import { Menu } from '@base-ui/react/menu'
import { ChosenStatus, type User } from '@chat/protocol'
import {
  CheckCheck,
  ChevronsUpDown,
  Keyboard,
  LogIn,
  LogOut,
  Pencil,
  Settings,
  UserRoundCheck,
  Users,
} from 'lucide-react'
import { PEOPLE_ADDRESS } from '../administration/people-address.ts'
import { withCommand } from '../design/key-names.ts'
import { MENU_ITEM, MENU_KEY, MENU_POPUP } from '../design/menu-look.ts'
import { MenuRadioItem } from '../design/menu-radio-item.tsx'
import { MenuRoot } from '../design/menu-root.tsx'
import { THEMES, type Theme, theme } from '../design/theme.ts'
import { Face } from '../people/face.tsx'
import { PresenceDot } from '../people/presence-dot.tsx'
import { STATUS_NAMES } from '../people/status-names.ts'
import { goTo } from '../rooms/use-address.ts'
import { useStore } from '../store/use-store.ts'

const THEME_NAMES: Record<Theme, string> = { system: 'As the system', light: 'Light', dark: 'Dark' }

/** One's own name, and what one can do about oneself. */
export function AccountMenu({
  me,
  status,
  chooseStatus,
  markAllRead,
  openProfile,
  keep,
  signIn,
  openSettings,
  openKeys,
  signOut,
}: {
  me: User | undefined
  /** What others see; undefined without a connection. */
  status: ChosenStatus | undefined
  chooseStatus: (status: ChosenStatus) => void
  markAllRead: () => void
  openProfile: () => void
  /** Makes an account of the guest. */
  keep: () => void
  /** Signs in as somebody else than the guest. */
  signIn: () => void
  openSettings: () => void
  openKeys: () => void
  signOut: () => void
}) {
  const chosen = useStore(theme)
  return (
    <MenuRoot>
      <Menu.Trigger className="flex h-13 w-full cursor-pointer items-center gap-2.5 rounded-md px-2 text-start transition-colors duration-100 hover:bg-hover focus-visible:-outline-offset-2 data-popup-open:bg-hover">
        <span className="sr-only">You: </span>
        {me === undefined ? (
          <span className="pulse-quietly h-3 w-32 rounded-sm bg-line" />
        ) : (
          <>
            <Face userId={me.id} name={me.name} picture={me.avatarUrl} status={status} />
            <bdi className="min-w-0 truncate font-medium">{me.name}</bdi>
          </>
        )}
        <ChevronsUpDown aria-hidden="true" size="1rem" className="ms-auto shrink-0 text-muted" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner side="top" align="start" sideOffset={6} className="z-20 outline-none">
          <Menu.Popup className={`${MENU_POPUP} w-56`}>
            {me?.guest && (
              <>
                <Menu.Item className={MENU_ITEM} onClick={keep}>
                  <UserRoundCheck aria-hidden="true" size="1rem" className="text-muted" />
                  Keep this account…
                </Menu.Item>
                <Menu.Item className={MENU_ITEM} onClick={signIn}>
                  <LogIn aria-hidden="true" size="1rem" className="text-muted" />
                  Sign in to an account…
                </Menu.Item>
                <Menu.Separator className="my-1 h-px bg-line" />
              </>
            )}
            <Menu.RadioGroup
              disabled={status === undefined}
              value={status}
              onValueChange={(value: ChosenStatus) => chooseStatus(value)}
            >
              <Menu.GroupLabel className="px-2 py-1 text-muted text-xs">Shown as</Menu.GroupLabel>
              {ChosenStatus.options.map((value) => (
                <MenuRadioItem key={value} value={value}>
                  {STATUS_NAMES[value]}
                  <span aria-hidden="true" className="ms-auto flex">
                    <PresenceDot status={value} className="size-2.5" />
                  </span>
                </MenuRadioItem>
              ))}
            </Menu.RadioGroup>
            <Menu.Separator className="my-1 h-px bg-line" />
            <Menu.Item className={MENU_ITEM} onClick={markAllRead}>
              <CheckCheck aria-hidden="true" size="1rem" className="text-muted" />
              Mark all as read
              <kbd className={MENU_KEY}>Shift+Esc</kbd>
            </Menu.Item>
            <Menu.Separator className="my-1 h-px bg-line" />
            <Menu.Item className={MENU_ITEM} onClick={openProfile}>
              <Pencil aria-hidden="true" size="1rem" className="text-muted" />
              Profile…
            </Menu.Item>
            <Menu.Item className={MENU_ITEM} onClick={openSettings}>
              <Settings aria-hidden="true" size="1rem" className="text-muted" />
              Settings…
            </Menu.Item>
            <Menu.Item className={`${MENU_ITEM} hover-none:hidden`} onClick={openKeys}>
              <Keyboard aria-hidden="true" size="1rem" className="text-muted" />
              Keys…
              <kbd className={MENU_KEY}>{withCommand('/')}</kbd>
            </Menu.Item>
            {me?.serverRole !== undefined && (
              <Menu.Item className={MENU_ITEM} onClick={() => goTo(PEOPLE_ADDRESS)}>
                <Users aria-hidden="true" size="1rem" className="text-muted" />
                People on this server
              </Menu.Item>
            )}
            <Menu.Separator className="my-1 h-px bg-line" />
            <Menu.RadioGroup value={chosen} onValueChange={(value: Theme) => theme.set(value)}>
              <Menu.GroupLabel className="px-2 py-1 text-muted text-xs">Colours</Menu.GroupLabel>
              {THEMES.map((value) => (
                <MenuRadioItem key={value} value={value}>
                  {THEME_NAMES[value]}
                </MenuRadioItem>
              ))}
            </Menu.RadioGroup>
            <Menu.Separator className="my-1 h-px bg-line" />
            <Menu.Item className={MENU_ITEM} onClick={signOut}>
              <LogOut aria-hidden="true" size="1rem" className="text-muted" />
              Sign out…
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </MenuRoot>
  )
}

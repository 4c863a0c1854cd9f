import { Menu } from '@base-ui/react/menu'
import { Toolbar } from '@base-ui/react/toolbar'
import { Ellipsis } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '../design/icon-button.tsx'
import { MENU_ITEM, MENU_KEY, MENU_POPUP } from '../design/menu-look.ts'
import { MenuRoot } from '../design/menu-root.tsx'
import { useOpenedAt } from '../design/use-opened-at.ts'
import type { MessageAction } from './message-actions.ts'

/** What one can do about a message, over its upper edge: the usual as buttons, the rest in a menu. */
export function MessageBar({
  actions,
  own,
  quick,
  article,
  menuOpen,
  onMenuOpenChange,
}: {
  actions: readonly MessageAction[]
  /** Beside how far an own message has come, which opens who has read it. */
  own: boolean
  /** Buttons of their own kind, which come first. */
  quick: ReactNode
  article: () => HTMLElement | null
  menuOpen: boolean
  onMenuOpenChange: (open: boolean) => void
}) {
  const openedAt = useOpenedAt()
  const run = (action: MessageAction) => {
    const element = article()
    if (element !== null) action.run(element)
  }
  const rest = actions.filter(({ inBar }) => !inBar)
  if (actions.length === 0) return null
  return (
    <Toolbar.Root
      aria-label="Message actions"
      className={`absolute -top-4 z-10 flex rounded-md border border-line bg-raised p-0.5 shadow-raised ${own ? 'end-12' : 'end-2'}`}
    >
      {quick}
      {actions
        .filter(({ inBar }) => inBar)
        .map((action) => (
          <Toolbar.Button
            key={action.label}
            render={<IconButton icon={action.icon} label={action.label} shortcut={action.key} size="sm" />}
            onClick={() => run(action)}
          />
        ))}
      {rest.length > 0 && (
        <MenuRoot
          open={menuOpen}
          onOpenChange={(open, details) => {
            openedAt.note(open, details)
            onMenuOpenChange(open)
          }}
        >
          <Toolbar.Button
            render={<Menu.Trigger render={<IconButton icon={Ellipsis} label="More actions" size="sm" />} />}
          />
          <Menu.Portal>
            <Menu.Positioner anchor={openedAt.place} align="end" sideOffset={6} className="z-20 outline-none">
              <Menu.Popup className={`${MENU_POPUP} w-60`}>
                {rest.map((action) => (
                  <Menu.Item
                    key={action.label}
                    aria-keyshortcuts={action.key?.toUpperCase()}
                    className={`${MENU_ITEM} ${action.look === 'danger' ? 'text-danger' : ''}`}
                    onClick={() => run(action)}
                  >
                    <action.icon
                      aria-hidden="true"
                      size="1rem"
                      className={action.look === 'danger' ? '' : 'text-muted'}
                    />
                    {action.label}
                    {action.key !== undefined && (
                      <span aria-hidden="true" className={MENU_KEY}>
                        {action.key.toUpperCase()}
                      </span>
                    )}
                  </Menu.Item>
                ))}
              </Menu.Popup>
            </Menu.Positioner>
          </Menu.Portal>
        </MenuRoot>
      )}
    </Toolbar.Root>
  )
}

import { Menu } from '@base-ui/react/menu'
import type { MemberRole } from '@chat/protocol'
import { Crown, Ellipsis, Shield, User, UserMinus } from 'lucide-react'
import { IconButton } from '../design/icon-button.tsx'
import { MENU_ITEM, MENU_POPUP } from '../design/menu-look.ts'
import { MenuRoot } from '../design/menu-root.tsx'
import { type powersOver, roleName } from './room-roles.ts'

const ICONS = { owner: Crown, moderator: Shield, member: User } as const

/** What one can do about a member; nothing at all where one may not. */
export function MemberMenu({
  name,
  powers: { roles, remove: mayRemove },
  setRole,
  remove,
}: {
  name: string
  powers: ReturnType<typeof powersOver>
  setRole: (role: MemberRole) => void
  remove: () => void
}) {
  if (roles.length === 0 && !mayRemove) return null
  return (
    <MenuRoot>
      <Menu.Trigger render={<IconButton icon={Ellipsis} label={`What to do about ${name}`} size="sm" />} />
      <Menu.Portal>
        <Menu.Positioner align="end" sideOffset={6} className="z-20 outline-none">
          <Menu.Popup className={`${MENU_POPUP} w-48`}>
            {roles.map((role) => {
              const Icon = ICONS[role]
              return (
                <Menu.Item key={role} className={MENU_ITEM} onClick={() => setRole(role)}>
                  <Icon aria-hidden="true" size="1rem" className="text-muted" />
                  Make {roleName[role].toLowerCase()}
                </Menu.Item>
              )
            })}
            {mayRemove && (
              <Menu.Item className={MENU_ITEM} onClick={remove}>
                <UserMinus aria-hidden="true" size="1rem" className="text-muted" />
                Remove from room…
              </Menu.Item>
            )}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </MenuRoot>
  )
}

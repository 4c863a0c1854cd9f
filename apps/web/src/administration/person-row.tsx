import { Menu } from '@base-ui/react/menu'
import type { Person, User } from '@chat/protocol'
import { Ban, Ellipsis, LogIn, Trash2, UserCog } from 'lucide-react'
import { Avatar } from '../design/avatar.tsx'
import { IconButton } from '../design/icon-button.tsx'
import { MENU_ITEM, MENU_POPUP } from '../design/menu-look.ts'
import { MenuRoot } from '../design/menu-root.tsx'
import { formatExactly } from '../design/time-format.ts'
import { actionsFor, badgesOf, describeLastSeen, type PersonAction, ROLE_NAMES } from './describe-person.ts'

/** Somebody on the server, and what can be done about them. */
export function PersonRow({
  person,
  me,
  today,
  ask,
}: {
  person: Person
  me: User | undefined
  today: number
  ask: (action: PersonAction) => void
}) {
  const { user, lastSeenAt } = person
  const actions = actionsFor(person, me)
  return (
    <li className="flex items-center gap-3 rounded-md px-2 py-2 hover:bg-hover">
      <Avatar userId={user.id} name={user.name} picture={user.avatarUrl} />
      <div className="min-w-0 flex-1">
        <p className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
          <bdi className="truncate font-medium">{user.name}</bdi>
          {user.id === me?.id && <span className="shrink-0 text-accent-text text-xs">you</span>}
          {badgesOf(person).map((badge) => (
            <span
              key={badge}
              className={`shrink-0 rounded-sm border px-1.5 text-xs leading-5 ${badge === 'Suspended' ? 'border-danger text-danger' : 'border-edge text-muted'}`}
            >
              {badge}
            </span>
          ))}
        </p>
        <p className="text-muted text-sm" title={lastSeenAt === undefined ? undefined : formatExactly(lastSeenAt)}>
          {describeLastSeen(person, today)}
        </p>
      </div>
      {actions.length > 0 && (
        <MenuRoot>
          <Menu.Trigger render={<IconButton icon={Ellipsis} label={`Change ${user.name}`} />} />
          <Menu.Portal>
            <Menu.Positioner align="end" sideOffset={6} className="z-20 outline-none">
              <Menu.Popup className={`${MENU_POPUP} w-52`}>
                {actions.map((action) => (
                  <Menu.Item
                    key={labelOf(action)}
                    className={action.do === 'delete' ? `${MENU_ITEM} text-danger` : MENU_ITEM}
                    onClick={() => ask(action)}
                  >
                    <ActionIcon action={action} /> {labelOf(action)}
                  </Menu.Item>
                ))}
              </Menu.Popup>
            </Menu.Positioner>
          </Menu.Portal>
        </MenuRoot>
      )}
    </li>
  )
}

function labelOf(action: PersonAction): string {
  return action.do === 'role' ? `Make ${ROLE_NAMES[action.role].toLowerCase()}…` : LABELS[action.do]
}

const LABELS = { suspend: 'Suspend…', readmit: 'Let in again…', delete: 'Delete…' } as const

const ICONS = { role: UserCog, suspend: Ban, readmit: LogIn, delete: Trash2 } as const

function ActionIcon({ action }: { action: PersonAction }) {
  const Icon = ICONS[action.do]
  return <Icon aria-hidden="true" size="1rem" className={action.do === 'delete' ? '' : 'text-muted'} />
}

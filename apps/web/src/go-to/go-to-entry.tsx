import { Search } from 'lucide-react'
import { onApple, withCommand } from '../design/key-names.ts'
import { MENU_KEY } from '../design/menu-look.ts'
import { LIST_ENTRY } from '../rooms/room-entry.tsx'

/** The way to any room or person by name. */
export function GoToEntry({ open }: { open: () => void }) {
  return (
    <button
      type="button"
      onClick={open}
      aria-haspopup="dialog"
      aria-keyshortcuts={onApple ? 'Meta+K' : 'Control+K'}
      className={`${LIST_ENTRY} shrink-0 cursor-pointer`}
    >
      <Search aria-hidden="true" size="1rem" className="shrink-0" />
      Go to…
      <span aria-hidden="true" className={MENU_KEY}>
        {withCommand('K')}
      </span>
    </button>
  )
}

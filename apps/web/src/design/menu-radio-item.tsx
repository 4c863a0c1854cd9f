import { Menu } from '@base-ui/react/menu'
import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { MENU_ITEM } from './menu-look.ts'

/** One of several choices in a menu, with a mark where it is the one that holds. */
export function MenuRadioItem({ value, children }: { value: string; children: ReactNode }) {
  return (
    <Menu.RadioItem value={value} className={MENU_ITEM}>
      <span className="flex size-4 items-center justify-center">
        <Menu.RadioItemIndicator>
          <Check aria-hidden="true" size="1rem" className="text-accent-text" />
        </Menu.RadioItemIndicator>
      </span>
      {children}
    </Menu.RadioItem>
  )
}

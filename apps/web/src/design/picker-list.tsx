import { Combobox } from '@base-ui/react/combobox'
import { Check } from 'lucide-react'
import type { ReactNode } from 'react'

/** What a search in a `Combobox` or an `Autocomplete` has found, to choose from. */
export function PickerList<Item extends { readonly id: string }>({
  label,
  spoken,
  notice,
  disabled = () => false,
  onPress,
  more,
  children,
}: {
  label: string
  /** What somebody hears who does not see the list. */
  spoken: string
  /** What stands in place of the list. */
  notice: string | undefined
  disabled?: (item: Item) => boolean
  /** By the mouse or by Enter, where pressing an item does something by itself. */
  onPress?: (item: Item) => void
  /** The way to further ones. */
  more?: ReactNode
  /** What an item shows. */
  children: (item: Item) => ReactNode
}) {
  return (
    <div className="min-h-0 flex-1 overflow-y-auto px-3 py-2">
      <p role="status" className="sr-only">
        {spoken}
      </p>
      {notice !== undefined && <p className="px-5 py-12 text-center text-muted [overflow-wrap:anywhere]">{notice}</p>}
      <Combobox.List aria-label={label} className="outline-none">
        {(item: Item) => (
          <Combobox.Item
            key={item.id}
            value={item}
            disabled={disabled(item)}
            onClick={onPress && (() => onPress(item))}
            className="touch-target flex min-h-11 cursor-pointer select-none items-center gap-3 rounded-md px-2 outline-none data-disabled:cursor-default data-disabled:opacity-60 data-highlighted:bg-highlighted"
          >
            {children(item)}
            <Combobox.ItemIndicator className="ms-auto text-accent-text">
              <Check aria-hidden="true" size="1rem" />
            </Combobox.ItemIndicator>
          </Combobox.Item>
        )}
      </Combobox.List>
      {more}
    </div>
  )
}

import { Combobox } from '@base-ui/react/combobox'
import { X } from 'lucide-react'
import type { ReactNode, RefObject } from 'react'
import { PickerList } from './picker-list.tsx'

/** Something that can be chosen. */
interface Pickable {
  readonly id: string
  readonly name: string
}

/** A search in which several things can be chosen; those that are stand as chips before what is typed. */
export function ChipPicker<Item extends Pickable>({
  input,
  label,
  listLabel,
  items,
  query,
  maxLength,
  onQuery,
  chosen,
  onChosen,
  full,
  spoken,
  notice,
  more,
  children,
}: {
  input: RefObject<HTMLInputElement | null>
  /** What is looked for. */
  label: string
  listLabel: string
  items: readonly Item[]
  query: string
  maxLength: number
  onQuery: (query: string) => void
  chosen: readonly Item[]
  onChosen: (chosen: readonly Item[]) => void
  /** Nothing else can be chosen. */
  full: boolean
  /** What somebody hears who does not see the list. */
  spoken: string
  /** What stands in place of the list. */
  notice: string | undefined
  /** The way to further ones. */
  more?: ReactNode
  /** What an item shows. */
  children: (item: Item) => ReactNode
}) {
  return (
    <Combobox.Root
      multiple
      inline
      open
      filter={null}
      autoHighlight
      items={items}
      value={[...chosen]}
      onValueChange={(next: Item[]) => {
        onChosen(next)
        onQuery('')
      }}
      inputValue={query}
      onInputValueChange={onQuery}
      itemToStringLabel={({ name }: Item) => name}
      isItemEqualToValue={(one: Item, other: Item) => one.id === other.id}
    >
      <div className="shrink-0 border-line border-b px-5 pt-2 pb-4">
        <Combobox.Chips className="flex max-h-32 min-h-9 flex-wrap items-center gap-1.5 overflow-y-auto rounded-md border border-edge bg-raised p-1.5 focus-within:outline-2 focus-within:outline-accent-text">
          {chosen.map((item) => (
            <Combobox.Chip
              key={item.id}
              aria-label={item.name}
              className="flex max-w-full items-center gap-1.5 rounded-sm bg-selected py-0.5 ps-2 pe-0.5 text-sm outline-none data-highlighted:bg-accent data-highlighted:text-on-accent"
            >
              <bdi className="truncate">{item.name}</bdi>
              <Combobox.ChipRemove
                aria-label={`Take ${item.name} out`}
                className="flex size-6 shrink-0 cursor-pointer items-center justify-center rounded-sm hover:bg-hover"
              >
                <X aria-hidden="true" size="0.875rem" />
              </Combobox.ChipRemove>
            </Combobox.Chip>
          ))}
          <Combobox.Input
            ref={input}
            aria-label={label}
            placeholder={chosen.length === 0 ? label : ''}
            dir="auto"
            maxLength={maxLength}
            autoComplete="off"
            spellCheck={false}
            className="h-7 min-w-24 flex-1 bg-transparent px-1.5 text-base placeholder:text-muted focus-visible:outline-none"
          />
        </Combobox.Chips>
      </div>
      <PickerList
        label={listLabel}
        spoken={spoken}
        notice={notice}
        disabled={(item: Item) => full && !chosen.some(({ id }) => id === item.id)}
        more={more}
      >
        {children}
      </PickerList>
    </Combobox.Root>
  )
}

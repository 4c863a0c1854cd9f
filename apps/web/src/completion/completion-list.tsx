import { useEffect, useRef } from 'react'
import { MENU_ITEM, MENU_POPUP } from '../design/menu-look.ts'
import { type CompletionState, optionId } from './use-completion.ts'

/** What the word that is being written can become, over the field. The field keeps the focus. */
export function CompletionList({ list }: { list: CompletionState }) {
  const chosen = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is chosen scrolls into sight
  useEffect(() => {
    chosen.current?.scrollIntoView({ block: 'nearest' })
  }, [list.active])
  return (
    <div
      id={list.id}
      role="listbox"
      aria-label={list.title}
      className={`${MENU_POPUP} absolute inset-x-0 bottom-full z-20 mb-1 max-h-[min(18rem,40dvh)] overflow-y-auto sm:end-auto sm:w-80`}
    >
      {list.completions.map((completion, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the field has the focus, and the keys
        // biome-ignore lint/a11y/useKeyWithClickEvents: see above
        <div
          key={completion.id}
          ref={index === list.active ? chosen : undefined}
          id={optionId(list.id, index)}
          role="option"
          aria-selected={index === list.active}
          data-highlighted={index === list.active ? '' : undefined}
          // The field keeps the focus, and a phone its keyboard.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => list.accept(completion)}
          className={MENU_ITEM}
        >
          <span aria-hidden="true" className="w-6 text-center font-emoji text-lg">
            {completion.sign}
          </span>
          <span className="truncate">{completion.label}</span>
        </div>
      ))}
    </div>
  )
}

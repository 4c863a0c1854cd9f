import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { MENU_ITEM, MENU_SURFACE } from '../design/menu-look.ts'
import { type CompletionState, optionId } from './use-completion.ts'

/** What the word that is being written can become, above the field, or below it where there is more room. The field keeps the focus. */
export function CompletionList({ list }: { list: CompletionState }) {
  const popup = useRef<HTMLDivElement>(null)
  const chosen = useRef<HTMLDivElement>(null)
  const [below, setBelow] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list may be as high as there is room, or not
  useLayoutEffect(() => {
    if (popup.current !== null) setBelow(fitsBelowOnly(popup.current))
  }, [list.completions])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is chosen scrolls into sight
  useEffect(() => {
    chosen.current?.scrollIntoView({ block: 'nearest' })
  }, [list.active])
  return (
    <div
      ref={popup}
      id={list.id}
      role="listbox"
      aria-label={list.title}
      className={`${MENU_SURFACE} absolute inset-x-0 ${below ? 'top-full mt-1' : 'bottom-full mb-1'} z-20 max-h-[min(18rem,40dvh)] overflow-y-auto sm:end-auto sm:w-80`}
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

/** Whether what scrolls around the field cuts off what is above it, and leaves more room below. */
function fitsBelowOnly(popup: HTMLElement): boolean {
  const field = popup.parentElement?.getBoundingClientRect()
  if (field === undefined) return false
  const view = popup.closest('[role=log]')?.getBoundingClientRect() ?? { top: 0, bottom: innerHeight }
  const [above, below] = [field.top - view.top, view.bottom - field.bottom]
  return above < popup.offsetHeight && below > above
}

import { type KeyboardEvent, type RefObject, useEffect, useId, useState } from 'react'
import { announce } from '../design/announce.ts'
import type { Completion, CompletionSource } from './completion-source.ts'
import { complete, stillFitting, type TypedQuery, typedQuery } from './typed-query.ts'

interface Found {
  readonly typed: TypedQuery
  readonly completions: readonly Completion[]
}

/** Where a list of completions stands and what of it is chosen; nothing is shown without one. */
export interface CompletionState {
  readonly id: string
  readonly title: string
  readonly completions: readonly Completion[]
  readonly active: number
  accept(completion: Completion): void
}

/**
 * Completes what is being written in a text field: arrows choose, Enter and Tab take, Escape closes the list.
 *
 * @param set puts a text into the field
 */
export function useCompletion({
  input,
  sources,
  set,
}: {
  input: RefObject<HTMLTextAreaElement | null>
  sources: readonly CompletionSource[]
  set: (text: string) => void
}) {
  const id = useId()
  const [typed, setTyped] = useState<TypedQuery>()
  const [found, setFound] = useState<Found>()
  const [active, setActive] = useState(0)

  useEffect(() => {
    if (typed === undefined) return setFound(undefined)
    let current = true
    const take = (completions: readonly Completion[]) => {
      if (!current) return
      setFound(completions.length > 0 ? { typed, completions } : undefined)
      setActive(0)
      if (completions.length > 0) announce(`${completions.length} suggestions`)
    }
    // Without the data, for want of a connection, one writes on as ever.
    typed.source.find(typed.query).then(take, () => take([]))
    return () => {
      current = false
    }
  }, [typed])

  function follow(): void {
    const field = input.current
    if (field === null) return
    const caret = field.selectionStart === field.selectionEnd ? field.selectionStart : -1
    const next = caret < 0 ? undefined : typedQuery(field.value, caret, sources)
    setTyped((before) => (sameQuery(before, next) ? before : next))
  }

  function close(): void {
    setTyped(undefined)
    setFound(undefined)
  }

  function accept(completion: Completion): void {
    const field = input.current
    if (field === null || found === undefined) return
    const { text, caret } = complete(field.value, field.selectionStart, found.typed, completion.text)
    set(text)
    close()
    field.focus()
    // Once the field has the text.
    requestAnimationFrame(() => field.setSelectionRange(caret, caret))
  }

  const completions = found && typed ? stillFitting(found.completions, found.typed, typed) : []
  const chosen = Math.min(active, completions.length - 1)

  /** @returns whether the key was for the list */
  function takeKey(event: KeyboardEvent): boolean {
    const completion = completions[chosen]
    if (completion === undefined || event.nativeEvent.isComposing) return false
    if (event.key === 'ArrowDown') setActive((chosen + 1) % completions.length)
    else if (event.key === 'ArrowUp') setActive((chosen + completions.length - 1) % completions.length)
    else if (event.key === 'Escape') close()
    else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey) accept(completion)
    else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }

  const list: CompletionState | undefined =
    found && completions.length > 0
      ? { id, title: found.typed.source.title, completions, active: chosen, accept }
      : undefined
  return {
    list,
    takeKey,
    /** To be called when the text or the caret has moved. */
    follow,
    close,
    /** What the field says of the list. */
    fieldProps: {
      'aria-autocomplete': 'list' as const,
      ...(list && { 'aria-controls': id, 'aria-activedescendant': optionId(id, chosen) }),
    },
  }
}

function sameQuery(one: TypedQuery | undefined, other: TypedQuery | undefined): boolean {
  return one?.source === other?.source && one?.start === other?.start && one?.query === other?.query
}

/** The id of an option of a list. */
export function optionId(listId: string, index: number): string {
  return `${listId}-${index}`
}

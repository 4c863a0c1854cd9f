import type { RoomNotify, RoomSummary } from '@chat/protocol'
import { useEffect, useRef } from 'react'
import { onApple } from '../design/key-names.ts'
import { isSomethingOpen } from '../design/use-escape.ts'
import { neighbour } from './neighbour.ts'
import { roomAddress } from './open-room.ts'
import { goTo } from './use-address.ts'

interface RoomKeys {
  readonly rooms: readonly RoomSummary[]
  readonly current: RoomSummary | undefined
  readonly notifyChoices: ReadonlyMap<string, RoomNotify>
  /** What opens by a key, and closes by it where it is open. */
  readonly dialogs: Readonly<Record<string, { readonly open: boolean; readonly toggle: () => void }>>
}

/** The keys that lead from room to room, and those that open what the whole page has. */
export function useRoomKeys(keys: RoomKeys): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.isComposing) return
      if (holdsCommand(event)) toggleDialog(event, latest.current)
      else if (event.altKey && !event.ctrlKey && !event.metaKey) step(event, latest.current)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}

function holdsCommand({ ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return (onApple ? metaKey && !ctrlKey : ctrlKey && !metaKey) && !altKey
}

/** Keys by their place, for keyboards that write other letters than Latin ones. */
const PLACES: Readonly<Record<string, string>> = { KeyK: 'k', Slash: '/' }

function characterOf({ key, code }: KeyboardEvent): string {
  return /^[ -~]$/.test(key) ? key.toLowerCase() : (PLACES[code] ?? '')
}

function toggleDialog(event: KeyboardEvent, { dialogs }: RoomKeys): void {
  const character = characterOf(event)
  const dialog = dialogs[character]
  // Many keyboards have a stroke above a digit, and with Shift a letter is another key.
  if (dialog === undefined || (event.shiftKey && character !== '/')) return
  // Or the browser's own search would take it.
  event.preventDefault()
  if (!event.repeat && (dialog.open || !isSomethingOpen())) dialog.toggle()
}

function step(event: KeyboardEvent, { rooms, current, notifyChoices }: RoomKeys): void {
  const by = { ArrowUp: -1, ArrowDown: 1 }[event.key]
  if (by === undefined || isSomethingOpen()) return
  event.preventDefault()
  const next = neighbour(rooms, current, by, event.shiftKey ? notifyChoices : undefined)
  if (next !== undefined) goTo(roomAddress(next))
}

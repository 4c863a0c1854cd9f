import { Popover } from '@base-ui/react/popover'
import { useEffect, useRef, useState } from 'react'
import { focusAfterwards } from '../design/focus-afterwards.ts'
import type { Place } from '../design/place.ts'
import { useLayer } from '../design/use-layer.ts'
import { onceLoaded } from '../store/once-loaded.ts'
import { recentEmojis } from './recent-emojis.ts'

// With all the names it is larger than the rest of the page, and many never open it.
const loadPicker = onceLoaded(() => import('./emoji-picker.tsx'))

/** The emoji picker beside whatever it is for. */
export function EmojiPopover({
  anchor,
  title,
  open,
  onOpenChange,
  finalFocus,
  onSelect,
}: {
  anchor: Place | (() => Element | null)
  title: string
  open: boolean
  onOpenChange: (open: boolean) => void
  /** What gets the focus when it closes. */
  finalFocus: () => HTMLElement | null
  onSelect: (emoji: string) => void
}) {
  const popup = useRef<HTMLDivElement>(null)
  useLayer(open, () => onOpenChange(false))
  return (
    <Popover.Root open={open} onOpenChange={onOpenChange}>
      <Popover.Portal>
        <Popover.Positioner
          anchor={anchor}
          side="top"
          align="end"
          sideOffset={8}
          collisionPadding={8}
          collisionAvoidance={{ side: 'flip', align: 'shift', fallbackAxisSide: 'none' }}
          className="z-20"
        >
          <Popover.Popup
            ref={popup}
            initialFocus={popup}
            finalFocus={() => focusAfterwards(popup, finalFocus)}
            className="h-[min(26rem,var(--available-height),calc(100dvh-1rem))] w-80 max-w-[calc(100vw-1rem)] overflow-hidden rounded-lg border border-line bg-raised shadow-raised outline-none transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0"
          >
            <Popover.Title className="sr-only">{title}</Popover.Title>
            <LoadedPicker
              onSelect={(emoji) => {
                recentEmojis.use(emoji)
                onSelect(emoji)
                onOpenChange(false)
              }}
            />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}

function LoadedPicker({ onSelect }: { onSelect: (emoji: string) => void }) {
  const [part, setPart] = useState<Awaited<ReturnType<typeof loadPicker>>>()
  const [problem, setProblem] = useState<string>()
  useEffect(() => {
    loadPicker().then(setPart, (error: Error) => setProblem(error.message))
  }, [])
  if (part !== undefined) return <part.EmojiPicker onSelect={onSelect} />
  return (
    <p role="status" className="p-4 text-muted text-sm">
      {problem ?? 'Loading the emoji …'}
    </p>
  )
}

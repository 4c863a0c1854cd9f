import { Drawer } from '@base-ui/react/drawer'
import { useRef } from 'react'
import { useLayer } from '../design/use-layer.ts'
import { QuickReactionsInSheet } from '../reactions/quick-reactions.tsx'
import type { MessageAction } from './message-actions.ts'

/** A message that somebody has pressed for long. */
export interface PressedMessage {
  readonly article: HTMLElement
  readonly authorName: string
  readonly text: string
  readonly actions: readonly MessageAction[]
  /** Absent where nobody reacts. */
  readonly react: ((emoji: string) => void) | undefined
}

/** What one can do about a message, from the lower edge of a phone, where the thumb is. */
export function MessageSheet({
  pressed,
  open,
  close,
}: {
  /** What it is about, or was: it stays while the sheet leaves. */
  pressed: PressedMessage | undefined
  open: boolean
  close: () => void
}) {
  const handedOver = useRef(false)
  const pressBegan = useRef(false)
  function dismiss(): void {
    handedOver.current = false
    close()
  }
  useLayer(open, dismiss)
  return (
    <Drawer.Root open={open} onOpenChange={(wanted) => !wanted && dismiss()}>
      <Drawer.Portal>
        <Drawer.Backdrop className="fixed inset-0 bg-scrim transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Drawer.Viewport className="fixed inset-0 flex items-end justify-center">
          <Drawer.Popup
            onPointerDownCapture={() => {
              pressBegan.current = true
            }}
            onClickCapture={(event) => {
              // The finger that has brought the sheet may be lifted over it, which means nothing of what stands there.
              if (event.detail > 0 && !pressBegan.current) event.stopPropagation()
              pressBegan.current = false
            }}
            finalFocus={() => (handedOver.current ? false : (pressed?.article ?? null))}
            className="max-h-[80dvh] w-full max-w-md translate-y-(--drawer-swipe-movement-y) overflow-y-auto overscroll-contain rounded-t-lg border border-line border-b-0 bg-raised px-2 pb-[calc(0.5rem+env(safe-area-inset-bottom))] shadow-raised outline-none transition-transform duration-150 ease-out data-ending-style:translate-y-full data-starting-style:translate-y-full data-swiping:transition-none"
          >
            <span aria-hidden="true" className="mx-auto mt-2 mb-1 block h-1 w-9 rounded-full bg-edge opacity-60" />
            <Drawer.Content>
              <Drawer.Title className="px-3 pt-1 font-semibold text-sm">
                <bdi>{pressed?.authorName}</bdi>
              </Drawer.Title>
              <Drawer.Description
                dir="auto"
                className="mb-2 line-clamp-2 px-3 text-muted text-sm [overflow-wrap:anywhere]"
              >
                {pressed?.text}
              </Drawer.Description>
              {pressed?.react && (
                <QuickReactionsInSheet
                  react={(emoji) => {
                    close()
                    pressed.react?.(emoji)
                  }}
                />
              )}
              {pressed?.actions.map((action) => (
                <button
                  key={action.label}
                  type="button"
                  className={`flex min-h-12 w-full cursor-pointer items-center gap-3 rounded-md px-3 text-start text-base active:bg-hover ${action.look === 'danger' ? 'text-danger' : ''}`}
                  onClick={() => {
                    handedOver.current = action.takesFocus === true
                    close()
                    action.run(pressed.article)
                  }}
                >
                  <action.icon
                    aria-hidden="true"
                    size="1.25rem"
                    className={action.look === 'danger' ? '' : 'text-muted'}
                  />
                  {action.label}
                </button>
              ))}
            </Drawer.Content>
          </Drawer.Popup>
        </Drawer.Viewport>
      </Drawer.Portal>
    </Drawer.Root>
  )
}

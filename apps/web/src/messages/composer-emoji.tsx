import { Smile } from 'lucide-react'
import { type RefObject, useRef, useState } from 'react'
import { IconButton } from '../design/icon-button.tsx'
import { EmojiPopover } from '../emoji/emoji-popover.tsx'

/** A button that puts an emoji where the caret of a text field stands. */
export function ComposerEmoji({
  input,
  set,
}: {
  input: RefObject<HTMLTextAreaElement | null>
  set: (text: string) => void
}) {
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)

  function insert(emoji: string): void {
    const field = input.current
    if (field === null) return
    const { value, selectionStart, selectionEnd } = field
    set(value.slice(0, selectionStart) + emoji + value.slice(selectionEnd))
    const caret = selectionStart + emoji.length
    // Once the field has the text.
    requestAnimationFrame(() => field.setSelectionRange(caret, caret))
  }

  return (
    <>
      <IconButton ref={button} icon={Smile} label="Insert an emoji" onClick={() => setOpen(true)} />
      <EmojiPopover
        anchor={() => button.current}
        title="Insert an emoji"
        open={open}
        onOpenChange={setOpen}
        finalFocus={() => input.current}
        onSelect={insert}
      />
    </>
  )
}

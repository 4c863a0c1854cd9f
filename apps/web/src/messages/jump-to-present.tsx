import { ArrowDown } from 'lucide-react'

/** The way back to the newest messages, and how many have come meanwhile. */
export function JumpToPresent({ newMessages, jump }: { newMessages: number; jump: () => void }) {
  return (
    <button
      type="button"
      onClick={jump}
      className={`touch-target absolute inset-x-0 bottom-2 mx-auto flex h-8 w-fit cursor-pointer items-center gap-2 rounded-full border px-3 font-medium text-sm shadow-raised transition-colors duration-100 ${newMessages > 0 ? 'border-transparent bg-accent text-on-accent hover:bg-accent-hover' : 'border-line bg-raised text-text hover:bg-hover'}`}
    >
      <ArrowDown aria-hidden="true" size="1rem" />
      {newMessages > 0 ? `${newMessages} new ${newMessages === 1 ? 'message' : 'messages'}` : 'Jump to present'}
    </button>
  )
}

import { ArrowUp } from 'lucide-react'

/** The way up to where what is new begins. */
export function JumpToUnread({ jump }: { jump: () => void }) {
  return (
    <button
      type="button"
      onClick={jump}
      className="touch-target absolute inset-x-0 top-2 mx-auto flex h-8 w-fit cursor-pointer items-center gap-2 rounded-full border border-line bg-raised px-3 font-medium text-sm text-text shadow-raised transition-colors duration-100 hover:bg-hover"
    >
      <ArrowUp aria-hidden="true" size="1rem" />
      Jump to first unread
    </button>
  )
}

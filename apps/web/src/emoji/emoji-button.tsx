const SIZES = { md: 'h-9 min-w-9 text-xl', lg: 'size-12 text-xl' }

/** One emoji that can be chosen. */
export function EmojiButton({
  emoji,
  label,
  size = 'md',
  onSelect,
}: {
  emoji: string
  label: string
  size?: keyof typeof SIZES
  onSelect: (emoji: string) => void
}) {
  return (
    <button
      type="button"
      aria-label={label}
      onClick={() => onSelect(emoji)}
      className={`${SIZES[size]} flex cursor-pointer items-center justify-center rounded-md hover:bg-hover`}
    >
      <span aria-hidden="true" className="font-emoji">
        {emoji}
      </span>
    </button>
  )
}

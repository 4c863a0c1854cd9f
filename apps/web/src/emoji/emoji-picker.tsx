import { type EmojiPickerListComponents, EmojiPicker as Picker } from 'frimousse'
import { Search } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useStore } from '../store/use-store.ts'
import { EmojiButton } from './emoji-button.tsx'
import { pickerData } from './emoji-data.ts'
import { recentEmojis } from './recent-emojis.ts'
import { SKIN_TONES, skinTone } from './skin-tone.ts'

const COLUMNS = 8
const HAND = '✋'

/** Every emoji, to be looked through or searched; the arrow keys walk through them, Enter takes one. */
export function EmojiPicker({ onSelect }: { onSelect: (emoji: string) => void }) {
  const search = useRef<HTMLInputElement>(null)
  useEffect(() => {
    // A phone would cover half of them with its keyboard.
    if (matchMedia('(pointer: fine)').matches) search.current?.focus()
  }, [])
  const recent = useStore(recentEmojis)
  const tone = useStore(skinTone)
  const [query, setQuery] = useState('')
  return (
    <Picker.Root
      columns={COLUMNS}
      skinTone={tone}
      resolveEmojiData={() => pickerData}
      onEmojiSelect={({ emoji }) => onSelect(emoji)}
      className="isolate flex h-full flex-col"
    >
      <div className="flex items-center gap-1 p-2 pb-1">
        <div className="flex h-9 min-w-0 flex-1 items-center gap-2 rounded-md border border-edge px-2 focus-within:border-accent-text focus-within:outline-1 focus-within:outline-accent-text">
          <Search aria-hidden="true" size="1rem" className="shrink-0 text-muted" />
          <Picker.Search
            ref={search}
            aria-label="Search emoji"
            placeholder="Search"
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            className="min-w-0 flex-1 bg-transparent text-base placeholder:text-muted focus-visible:outline-none"
          />
        </div>
        <Picker.SkinTone emoji={HAND}>
          {({ skinToneVariations }) => {
            const at = skinToneVariations.findIndex((variation) => variation.skinTone === tone)
            const next = SKIN_TONES[(SKIN_TONES.indexOf(tone) + 1) % SKIN_TONES.length] ?? 'none'
            return (
              <button
                type="button"
                aria-label={`Skin tone: ${tone === 'none' ? 'default' : tone}. Change it`}
                onClick={() => skinTone.set(next)}
                className="touch-target size-9 cursor-pointer shrink-0 rounded-md font-emoji text-lg hover:bg-hover"
              >
                {skinToneVariations[at]?.emoji ?? HAND}
              </button>
            )
          }}
        </Picker.SkinTone>
      </div>
      {query === '' && (
        <fieldset className="shrink-0 overflow-hidden px-2 [scrollbar-gutter:stable]">
          <legend className="py-1 font-medium text-muted text-xs">Recently used</legend>
          <div className="grid grid-cols-8">
            {recent.slice(0, COLUMNS).map((emoji) => (
              <EmojiButton key={emoji} emoji={emoji} label={emoji} onSelect={onSelect} />
            ))}
          </div>
        </fieldset>
      )}
      <Picker.Viewport className="relative min-h-0 flex-1 overflow-y-auto overscroll-contain px-2 [scrollbar-gutter:stable] pb-2 outline-none">
        <Picker.Empty className="absolute inset-x-0 top-8 text-center text-muted text-sm">
          No emoji is called that.
        </Picker.Empty>
        <Picker.List components={{ CategoryHeader, Row, Emoji }} className="select-none" />
      </Picker.Viewport>
      <p className="flex h-9 shrink-0 items-center gap-2 border-line border-t px-3 text-muted text-xs">
        <Picker.ActiveEmoji>
          {({ emoji }) =>
            emoji ? (
              <>
                <span aria-hidden="true" className="font-emoji text-lg">
                  {emoji.emoji}
                </span>
                <span className="truncate">{emoji.label}</span>
              </>
            ) : (
              'Choose an emoji'
            )
          }
        </Picker.ActiveEmoji>
      </p>
    </Picker.Root>
  )
}

const CategoryHeader: EmojiPickerListComponents['CategoryHeader'] = ({ category, ...props }) => (
  <div {...props} className="bg-raised py-1 font-medium text-muted text-xs">
    {category.label}
  </div>
)

// The picker counts from 0, ARIA from 1.
const Row: EmojiPickerListComponents['Row'] = ({ children, 'aria-rowindex': index = 0, ...props }) => (
  // biome-ignore lint/a11y/useAriaPropsSupportedByRole: its role is among the others
  <div {...props} aria-rowindex={index + 1}>
    {children}
  </div>
)

const Emoji: EmojiPickerListComponents['Emoji'] = ({ emoji, 'aria-colindex': index = 0, ...props }) => (
  // biome-ignore lint/a11y/useAriaPropsSupportedByRole: it is a cell of the grid
  <button
    {...props}
    type="button"
    aria-colindex={index + 1}
    className="flex h-9 w-1/8 shrink-0 cursor-pointer items-center justify-center rounded-md font-emoji text-xl data-active:bg-hover"
  >
    {emoji.emoji}
  </button>
)

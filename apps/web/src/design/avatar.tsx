import { useState } from 'react'
import { avatarColour, initials } from './avatar-look.ts'

const SIZES = {
  xs: 'size-5 text-xs',
  sm: 'size-7 text-xs',
  md: 'size-9 text-sm',
  lg: 'size-16 text-xl',
  xl: 'size-24 text-xl',
}

/** A person's picture, or their initials. It says nothing that the name beside it does not say. */
export function Avatar({
  userId,
  name,
  picture,
  size = 'md',
}: {
  userId: string
  name: string
  /** Where it is; undefined for who has none. */
  picture: string | undefined
  size?: keyof typeof SIZES
}) {
  return (
    <span
      aria-hidden="true"
      className={`${SIZES[size]} relative flex shrink-0 select-none items-center justify-center overflow-hidden ${size === 'xs' ? 'rounded-sm' : 'rounded-md'} font-semibold text-on-accent outline outline-transparent -outline-offset-1 forced-colors:text-text`}
      style={{ backgroundColor: avatarColour(userId) }}
    >
      {initials(name, size === 'xs' ? 1 : 2)}
      {picture !== undefined && <Picture key={picture} url={picture} />}
    </span>
  )
}

/** Covers the initials once it is there; they stay where it does not come. */
function Picture({ url }: { url: string }) {
  const [failed, setFailed] = useState(false)
  if (failed) return null
  return (
    <img
      src={url}
      alt=""
      draggable={false}
      onError={() => setFailed(true)}
      className="absolute inset-0 size-full object-cover"
    />
  )
}

import { avatarColour, initials } from './avatar-look.ts'

const SIZES = { sm: 'size-7 text-xs', md: 'size-9 text-sm', lg: 'size-16 text-xl' }

/** A person's picture, drawn from their name. It says nothing that the name beside it does not say. */
export function Avatar({ userId, name, size = 'md' }: { userId: string; name: string; size?: keyof typeof SIZES }) {
  return (
    <span
      aria-hidden="true"
      className={`${SIZES[size]} flex shrink-0 select-none items-center justify-center rounded-md font-semibold text-on-accent`}
      style={{ backgroundColor: avatarColour(userId) }}
    >
      {initials(name)}
    </span>
  )
}

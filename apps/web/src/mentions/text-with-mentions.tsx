import type { Mention, UserId } from '@chat/protocol'
import { createContext, type ReactNode, use, useMemo } from 'react'
import { PersonTrigger } from '../people/person-trigger.tsx'
import { splitMentions } from './split-mentions.ts'

/** Whom the message mentions that a text is of, and who looks at it. */
export interface ShownMentions {
  readonly people: readonly Mention[]
  readonly room: boolean
  readonly me: UserId | undefined
}

/** Undefined where names are only text. */
export const MentionsContext = createContext<ShownMentions | undefined>(undefined)

const ROOM = 'room'
const CHIP = 'rounded-sm px-0.5 font-medium'
const MINE = 'bg-caution/15 text-caution outline outline-transparent'
const OTHERS = 'bg-selected text-accent-text'

/** A text in which the names of those whom its message mentions lead to them. */
export function TextWithMentions({ text }: { text: string }): ReactNode {
  const shown = use(MentionsContext)
  const pieces = useMemo(() => splitMentions(text, namesOf(shown)), [text, shown])
  if (!shown) return text
  return pieces.map((piece, index) =>
    piece.name === undefined ? (
      piece.text
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: a text never changes without all of it being drawn again
      <MentionChip key={index} text={piece.text} name={piece.name} shown={shown} />
    ),
  )
}

function namesOf(shown: ShownMentions | undefined): string[] {
  if (!shown) return []
  const names = shown.people.map(({ name }) => name)
  return shown.room ? [...names, ROOM] : names
}

/** Opens the card of the person. Of several with one name, of the first. */
function MentionChip({
  text,
  name,
  shown: { people, room, me },
}: {
  text: string
  name: string
  shown: ShownMentions
}) {
  if (room && name === ROOM) return <span className={`${CHIP} ${MINE}`}>{text}</span>
  const called = people.filter((person) => person.name.toLowerCase() === name)
  const mine = called.find(({ userId }) => userId === me)
  const person = mine ?? called[0]
  if (person === undefined) return text
  return (
    <PersonTrigger
      userId={person.userId}
      className={`${CHIP} ${mine ? MINE : OTHERS} cursor-pointer text-start hover:underline`}
    >
      <bdi>{text}</bdi>
    </PersonTrigger>
  )
}

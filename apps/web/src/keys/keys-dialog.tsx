import { useId } from 'react'
import { withAlt, withCommand, withShift } from '../design/key-names.ts'
import { Modal } from '../design/modal.tsx'

type Keys = readonly (readonly [what: string, ...keys: string[]])[]

const GROUPS: readonly (readonly [title: string, keys: Keys])[] = [
  [
    'Everywhere',
    [
      ['Go to a room or person', withCommand('K')],
      ['To the room above or below', withAlt('↑'), withAlt('↓')],
      ['To the next one where something is new', withAlt('↑', { shift: true }), withAlt('↓', { shift: true })],
      ['Close what is open, or mark the room as read', 'Esc'],
      ['Mark all rooms as read', withShift('Esc')],
      ['Show these keys', withCommand('/')],
    ],
  ],
  [
    'Writing',
    [
      ['Send', 'Enter'],
      ['Begin a new line', withShift('Enter')],
      ['Edit your last message, in an empty field', '↑'],
      ['Mention somebody', '@'],
      ['Find an emoji', ':'],
    ],
  ],
  [
    'On a message',
    [
      ['To the message above or below', '↑', '↓'],
      ['To what can be done about it', 'Tab'],
      ['Reply', 'R'],
      ['Reply in its thread', 'T'],
      ['Edit', 'E'],
      ['Forward', 'F'],
      ['Save for later', 'S'],
      ['Pin', 'P'],
      ['Mark unread from here', 'U'],
    ],
  ],
]

/** What can be done by keyboard. */
export function KeysDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Modal title="Keys" size="reading" open={open} onOpenChange={onOpenChange}>
      <div className="flex flex-col gap-5 px-5 pt-2 pb-5">
        {GROUPS.map(([title, keys]) => (
          <Group key={title} title={title} keys={keys} />
        ))}
      </div>
    </Modal>
  )
}

function Group({ title, keys }: { title: string; keys: Keys }) {
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className="pb-1 font-medium text-muted text-xs">
        {title}
      </h3>
      <dl>
        {keys.map(([what, ...ways]) => (
          <div
            key={what}
            className="flex min-h-8 items-center justify-between gap-4 border-line border-b py-1 last:border-b-0"
          >
            <dt>{what}</dt>
            <dd className="flex shrink-0 gap-1.5">
              {ways.map((way) => (
                <kbd
                  key={way}
                  className="rounded-sm border border-edge bg-surface px-1.5 py-0.5 font-sans text-muted text-xs"
                >
                  {way}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

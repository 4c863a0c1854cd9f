import { Fragment } from 'react'
import { Button } from '../design/button.tsx'
import type { RemovedFrom } from './use-removed-from.ts'

const LOOKS = {
  line: 'flex flex-wrap items-center justify-center gap-x-2 border-line border-b bg-selected px-4 py-1 text-sm',
  /** In place of the room that was open. */
  alone: 'flex min-h-0 flex-1 flex-col items-center justify-center gap-3 px-6 py-4 text-center',
}

/** Says from which rooms somebody has taken one out, now or while one was away, until it is read. */
export function RemovedNotice({ rooms, wasOpen, look, read }: RemovedFrom & { look: keyof typeof LOOKS }) {
  if (wasOpen !== (look === 'alone')) return null
  // Where it is all that is there, it is what the page is about.
  const Text = look === 'alone' ? 'h1' : 'p'
  return (
    <div role="status" aria-label="Removed" className={look === 'alone' ? 'flex min-h-0 flex-1' : ''}>
      {rooms.length > 0 && (
        <div className={`w-full ${LOOKS[look]}`}>
          <Text className={`[overflow-wrap:anywhere] ${look === 'alone' ? 'font-semibold text-lg' : ''}`}>
            You were removed from{' '}
            {rooms.map((room, index) => (
              <Fragment key={room.id}>
                {index > 0 && (index === rooms.length - 1 ? ' and ' : ', ')}
                <bdi className="font-medium">{room.name}</bdi>
              </Fragment>
            ))}
            .
          </Text>
          <Button look={look === 'alone' ? 'primary' : 'quiet'} size={look === 'alone' ? 'md' : 'sm'} onClick={read}>
            OK
          </Button>
        </div>
      )}
    </div>
  )
}

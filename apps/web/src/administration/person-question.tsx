import type { ChatClient } from '@chat/client'
import type { Person, ServerRole } from '@chat/protocol'
import { ConfirmDialog } from '../connection/confirm-dialog.tsx'
import { announce } from '../design/announce.ts'
import { type PersonChange, ROLE_NAMES } from './describe-person.ts'
import type { PeopleBrowser } from './people-browser.ts'

/** Asks before somebody is suspended, let in again or given another role, and says what that means. */
export function PersonQuestion({
  person,
  action,
  open,
  administration,
  browser,
  close,
}: {
  person: Person
  action: PersonChange
  open: boolean
  administration: ChatClient['administration']
  browser: PeopleBrowser
  close: () => void
}) {
  const { id: userId, name } = person.user
  const words = wordsFor(action)
  return (
    <ConfirmDialog
      title={words.title(name)}
      description={words.consequence}
      action={words.action}
      busy={words.working}
      look={words.forGood ? 'danger' : 'primary'}
      open={open}
      onOpenChange={(wanted) => {
        if (!wanted) close()
      }}
      confirm={async () => {
        const change = action.do === 'role' ? { serverRole: action.role } : { suspended: action.do === 'suspend' }
        browser.replace(await administration.updatePerson({ userId, ...change }))
        announce(words.done(name))
        close()
      }}
    />
  )
}

function wordsFor(action: PersonChange) {
  switch (action.do) {
    case 'suspend':
      return {
        title: (name: string) => `Suspend ${name}?`,
        consequence:
          'They are signed out everywhere within a second and cannot come back until you let them in again. What they ' +
          'wrote stays.',
        action: 'Suspend',
        working: 'Suspending…',
        done: (name: string) => `${name} is suspended`,
      }
    case 'readmit':
      return {
        title: (name: string) => `Let ${name} in again?`,
        consequence: 'They can come back on the devices on which they were signed in.',
        action: 'Let in',
        working: 'One moment…',
        done: (name: string) => `${name} may come in again`,
      }
    case 'role':
      return {
        title: (name: string) => `Make ${name} ${ARTICLED[action.role]}?`,
        consequence: CONSEQUENCES[action.role],
        action: `Make ${ROLE_NAMES[action.role].toLowerCase()}`,
        working: 'One moment…',
        done: (name: string) => `${name} is now ${ARTICLED[action.role]}`,
        // An owner can keep whoever made them one from undoing it.
        forGood: action.role === 'owner',
      }
  }
}

const ARTICLED: Readonly<Record<ServerRole, string>> = { owner: 'an owner', admin: 'an admin', member: 'a member' }

const CONSEQUENCES: Readonly<Record<ServerRole, string>> = {
  owner: 'Owners may do everything here, also take this from you.',
  admin:
    'Admins see everybody on this server, suspend and delete members and say who may join. They read no room that they ' +
    'are not in.',
  member: 'They no longer see this page. Their rooms stay theirs.',
}

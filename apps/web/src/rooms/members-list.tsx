import type { ChatClient } from '@chat/client'
import type { Member, MemberRole, RoomSummary } from '@chat/protocol'
import { useEffect, useState } from 'react'
import { ConfirmDialog } from '../connection/confirm-dialog.tsx'
import { explainRefusal } from '../connection/explain-refusal.ts'
import { announce } from '../design/announce.ts'
import { Avatar } from '../design/avatar.tsx'
import { Button } from '../design/button.tsx'
import { PersonTrigger } from '../people/person-trigger.tsx'
import { useStore } from '../store/use-store.ts'
import { MemberMenu } from './member-menu.tsx'
import { createRoomMembers } from './room-members.ts'
import { powersOver, roleName } from './room-roles.ts'

/** Who is in a room, what they are there, and what one may do about it. */
export function MembersList({ client, room }: { client: ChatClient; room: RoomSummary }) {
  const [members] = useState(() => createRoomMembers(client, room.id))
  const { status, members: listed, hasMore, problem } = useStore(members.shown)
  const users = useStore(client.users)
  const me = useStore(client.me)
  const [removing, setRemoving] = useState<Member>()
  const [asking, setAsking] = useState(false)
  const [refusal, setRefusal] = useState<string>()

  // Also when somebody has come or gone while it is open.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the count says that the list is another one
  useEffect(() => {
    void members.load()
  }, [members, room.memberCount])

  const nameOf = ({ userId }: Member) => users.get(userId)?.name ?? 'Somebody'

  async function setRole(member: Member, role: MemberRole) {
    setRefusal(undefined)
    try {
      await client.setMemberRole(room.id, member.userId, role)
      members.change(member.userId, role)
      announce(`${nameOf(member)} is now ${roleName[role]}`)
    } catch (error) {
      setRefusal(explainRefusal(error))
    }
  }

  return (
    <div className="min-h-0 flex-1 overflow-y-auto border-line border-t">
      <p role="alert" className="px-5 pt-2 text-danger text-sm empty:hidden">
        {refusal}
      </p>
      {status === 'failed' && listed.length === 0 && (
        <div className="flex flex-col items-center gap-3 px-5 py-12 text-center">
          <p className="text-muted">{problem}</p>
          <Button onClick={() => void members.load()}>Try again</Button>
        </div>
      )}
      {status === 'loading' && <MembersSkeleton />}
      <ul aria-label="Members" aria-busy={status === 'loading'} className="px-3 py-2 empty:hidden">
        {listed.map((member) => (
          <li key={member.userId} className="flex min-h-11 items-center gap-2.5 rounded-md px-2 py-1">
            <PersonTrigger
              userId={member.userId}
              className="flex min-w-0 cursor-pointer items-center gap-2.5 rounded-md text-start hover:underline"
            >
              <Avatar userId={member.userId} name={nameOf(member)} size="sm" />
              <bdi className="min-w-0 truncate" title={nameOf(member)}>
                {nameOf(member)}
              </bdi>
            </PersonTrigger>
            {member.userId === me?.id && <span className="shrink-0 text-muted text-xs">you</span>}
            <span className="ms-auto shrink-0 text-muted text-sm">
              {member.role !== 'member' && roleName[member.role]}
            </span>
            <MemberMenu
              name={nameOf(member)}
              powers={powersOver(room, member, member.userId === me?.id)}
              setRole={(role) => void setRole(member, role)}
              remove={() => {
                setRemoving(member)
                setAsking(true)
              }}
            />
          </li>
        ))}
      </ul>
      {hasMore && (
        <div className="flex justify-center px-5 pb-4">
          <Button onClick={() => void members.more()}>Show more</Button>
        </div>
      )}
      {removing !== undefined && (
        <ConfirmDialog
          title={
            <>
              Remove <bdi className="[overflow-wrap:anywhere]">{nameOf(removing)}</bdi>?
            </>
          }
          description="They get nothing more of this room, and cannot come back until an owner or moderator invites them. What they wrote stays."
          action="Remove"
          busy="Removing…"
          open={asking}
          onOpenChange={setAsking}
          confirm={async () => {
            await client.removeMember(room.id, removing.userId)
            members.change(removing.userId, undefined)
            announce(`${nameOf(removing)} was removed`)
            setAsking(false)
          }}
        />
      )}
    </div>
  )
}

function MembersSkeleton() {
  return (
    <div aria-hidden="true" className="px-5 py-2">
      {['w-24', 'w-40', 'w-32', 'w-28'].map((width) => (
        <div key={width} className="flex h-11 items-center gap-2.5">
          <span className="pulse-quietly size-7 rounded-md bg-line" />
          <span className={`pulse-quietly h-3 rounded-sm bg-line ${width}`} />
        </div>
      ))}
    </div>
  )
}

import type { ChatClient } from '@chat/client'
import { limits, type Member, type MemberRole, type PresenceStatus, type RoomSummary } from '@chat/protocol'
import { useEffect, useRef, useState } from 'react'
import { Virtualizer, type VirtualizerHandle } from 'virtua'
import { ConfirmDialog } from '../connection/confirm-dialog.tsx'
import { explainRefusal } from '../connection/explain-refusal.ts'
import { announce } from '../design/announce.ts'
import { Button } from '../design/button.tsx'
import { ListNotice } from '../design/list-notice.tsx'
import { SearchField } from '../design/search-field.tsx'
import { ShowMore } from '../design/show-more.tsx'
import { Face } from '../people/face.tsx'
import { PersonTrigger } from '../people/person-trigger.tsx'
import type { Found } from '../store/paged-search.ts'
import { useSettled } from '../store/use-settled.ts'
import { useStore } from '../store/use-store.ts'
import { MemberMenu } from './member-menu.tsx'
import { createRoomMembers } from './room-members.ts'
import { powersOver, roleName } from './room-roles.ts'

/** Who is in a room, what they are there, and what one may do about it. */
export function MembersList({ client, room }: { client: ChatClient; room: RoomSummary }) {
  const [members] = useState(() => createRoomMembers(client, room.id))
  const found = useStore(members.found)
  const users = useStore(client.users)
  const me = useStore(client.me)
  const [removing, setRemoving] = useState<Member>()
  const [asking, setAsking] = useState(false)
  const [refusal, setRefusal] = useState<string>()

  const [query, setQuery] = useState('')
  const settled = useSettled(query)
  const scroller = useRef<HTMLDivElement>(null)
  const list = useRef<VirtualizerHandle>(null)
  const online = useStore(client.presence(room.id)).people

  // Also when somebody has come or gone while it is open.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the count says that the list is another one
  useEffect(() => {
    void members.search(settled)
  }, [members, settled, room.memberCount])

  /** Brings the next page before its place comes into sight. */
  function loadOn() {
    const { current } = list
    if (current && current.scrollOffset + 3 * current.viewportSize >= current.scrollSize) void members.more()
  }

  const nameOf = ({ userId }: Member) => users.get(userId)?.name ?? 'Somebody'

  async function setRole(member: Member, role: MemberRole) {
    setRefusal(undefined)
    try {
      await client.setMemberRole(room.id, member.userId, role)
      members.replace({ ...member, role })
      announce(`${nameOf(member)} is now ${roleName[role]}`)
    } catch (error) {
      setRefusal(explainRefusal(error))
    }
  }

  return (
    <div className="flex min-h-0 flex-1 flex-col border-line border-t">
      <SearchField
        label="Search members"
        value={query}
        maxLength={limits.userName.max}
        onChange={setQuery}
        className="mx-5 mt-3 mb-1"
      />
      <p role="alert" className="px-5 pt-2 text-danger text-sm empty:hidden">
        {refusal}
      </p>
      <InsteadOfMembers found={found} again={() => void members.search(settled)} />
      <section
        aria-label="Members"
        aria-busy={found.status === 'loading'}
        ref={scroller}
        className="min-h-0 flex-1 overflow-y-auto px-3 py-1"
      >
        <Virtualizer
          ref={list}
          as="ul"
          item="li"
          scrollRef={scroller}
          data={found.items}
          itemSize={44}
          onScroll={loadOn}
        >
          {(member) => (
            <MemberRow
              key={member.userId}
              member={member}
              name={nameOf(member)}
              picture={users.get(member.userId)?.avatarUrl}
              me={member.userId === me?.id}
              status={online.find(({ userId }) => userId === member.userId)?.status}
              powers={powersOver(room, member, member.userId === me?.id)}
              setRole={(role) => void setRole(member, role)}
              remove={() => {
                setRemoving(member)
                setAsking(true)
              }}
            />
          )}
        </Virtualizer>
        <ShowMore page={found} size="sm" more={members.more} className="py-2" />
      </section>
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
            members.remove(removing.userId)
            announce(`${nameOf(removing)} was removed`)
            setAsking(false)
          }}
        />
      )}
    </div>
  )
}

function MemberRow({
  member,
  name,
  picture,
  me,
  status,
  powers,
  setRole,
  remove,
}: {
  member: Member
  name: string
  picture: string | undefined
  me: boolean
  /** Where it is known. */
  status: PresenceStatus | undefined
  powers: ReturnType<typeof powersOver>
  setRole: (role: MemberRole) => void
  remove: () => void
}) {
  return (
    <div className="flex min-h-11 items-center gap-2.5 rounded-md px-2 py-1">
      <PersonTrigger
        userId={member.userId}
        className="flex min-w-0 cursor-pointer items-center gap-2.5 rounded-md text-start hover:underline"
      >
        <Face userId={member.userId} name={name} picture={picture} size="sm" status={status} />
        <bdi className="min-w-0 truncate" title={name}>
          {name}
        </bdi>
      </PersonTrigger>
      {me && <span className="shrink-0 text-muted text-xs">you</span>}
      <span className="ms-auto shrink-0 text-muted text-sm">{member.role !== 'member' && roleName[member.role]}</span>
      <MemberMenu name={name} powers={powers} setRole={setRole} remove={remove} />
    </div>
  )
}

/** What stands in place of members, and what somebody hears of a search who does not see the list. */
function InsteadOfMembers({
  found: { query, status, items, hasMore, problem },
  again,
}: {
  found: Found<Member>
  again: () => void
}) {
  if (status === 'loading') return items.length === 0 && <MembersSkeleton />
  if (status === 'failed') {
    return (
      <ListNotice text={problem ?? ''}>
        <Button onClick={again}>Try again</Button>
      </ListNotice>
    )
  }
  if (items.length === 0) {
    return (
      <p role="status" className="px-5 py-12 text-center text-muted [overflow-wrap:anywhere]">
        Nobody here is called “{query}”.
      </p>
    )
  }
  return (
    <p role="status" className="sr-only">
      {query !== '' && `${items.length}${hasMore ? ' or more' : ''} found`}
    </p>
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

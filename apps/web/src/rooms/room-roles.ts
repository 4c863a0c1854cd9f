import type { Member, MemberRole, RoomSummary } from '@chat/protocol'

const RANK: { readonly [Role in MemberRole]: number } = { member: 0, moderator: 1, owner: 2 }

/** What a role is called where people see it. */
export const roleName: { readonly [Role in MemberRole]: string } = {
  owner: 'Owner',
  moderator: 'Moderator',
  member: 'Member',
}

type Room = Pick<RoomSummary, 'kind' | 'role' | 'archived' | 'readOnly'>

/** Whether nobody would read what one writes: nobody leaves a conversation but by their account being deleted. */
export function isDeserted({ kind, memberCount }: Pick<RoomSummary, 'kind' | 'memberCount'>): boolean {
  return kind === 'direct' && memberCount < 2
}

/** What the server would let one do: what is not offered is not asked in vain. */
export function powersIn({ kind, role, archived, readOnly }: Room) {
  const runs = kind !== 'direct' && RANK[role] >= RANK.moderator
  return {
    /** Is a moderator or an owner. */
    runs,
    post: !archived && (!readOnly || runs),
    /** Name and topic. */
    describe: runs && !archived,
    /** Address, read-only. */
    settle: kind !== 'direct' && role === 'owner' && !archived,
    archive: kind !== 'direct' && role === 'owner',
    invite: kind !== 'direct' && !archived && (runs || kind === 'public'),
  }
}

/** What one may do with a member: the roles to choose from, and whether to remove them. */
export function powersOver({ kind, role }: Room, member: Pick<Member, 'role'>, isMe: boolean) {
  const owns = kind !== 'direct' && role === 'owner'
  return {
    roles: owns ? (['owner', 'moderator', 'member'] as const).filter((other) => other !== member.role) : [],
    remove: !isMe && (owns || (kind !== 'direct' && role === 'moderator' && member.role === 'member')),
  }
}

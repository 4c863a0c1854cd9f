import { randomBytes } from 'node:crypto'
import { InviteId, type MemberRole, MessageId, RoomId, type RoomKind, type UserId } from '@chat/protocol'
import { hashPassword } from 'better-auth/crypto'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { Kind } from '../src/gate/access/audience.ts'
import { hashOf } from '../src/invites/invites-store.ts'
import type { Change } from '../src/log/change.ts'
import { addPerson } from './add-person.ts'
import { PASSWORD } from './browser.ts'
import { type Credentials, signIn } from './connect-person.ts'
import type { TestServer } from './start-server.ts'

/** A room with an owner and a plain member, who do nothing. */
export interface InhabitedRoom {
  readonly roomId: RoomId
  readonly otherId: UserId
  /** The owner. */
  readonly founderId: UserId
  /** A link into the room that the owner has made. */
  readonly inviteId: InviteId
  readonly inviteToken: string
  /** A message of the other one. */
  readonly messageId: MessageId
}

/** What somebody of each kind is in the room; `left` once they were a member. Who is not named is not in it. */
const membershipOf: { readonly [K in Kind]?: { readonly role: MemberRole; readonly left?: true } } = {
  guest: { role: 'member' },
  removed: { role: 'member', left: true },
  member: { role: 'member' },
  moderator: { role: 'moderator' },
  owner: { role: 'owner' },
  suspended: { role: 'member' },
}

export async function addInhabitedRoom(
  { database }: TestServer,
  kind: Exclude<RoomKind, 'direct'>,
): Promise<InhabitedRoom> {
  const roomId = RoomId.parse(uuidv7())
  await database.write
    .insertInto('rooms')
    .values({
      id: roomId,
      kind,
      name: 'Inhabited',
      slug: null,
      topic: null,
      head: 0,
      head_at: 0,
      member_count: 0,
      read_only: 0,
      archived: 0,
      pin_count: 0,
      changed_seq: 0,
      created_at: 1,
      created_by: null,
    })
    .execute()
  const [founderId, otherId] = [await addPerson(database, 'Founder'), await addPerson(database, 'Other')]
  const inviteId = InviteId.parse(uuidv7())
  const inviteToken = randomBytes(24).toString('base64url')
  await database.write
    .insertInto('invites')
    .values({
      id: inviteId,
      room_id: roomId,
      token_hash: hashOf(inviteToken),
      created_by: founderId,
      created_at: 1,
      expires_at: null,
      max_uses: null,
      uses: 0,
      revoked_at: null,
    })
    .execute()
  const messageId = MessageId.parse(uuidv7())
  await database.commit([
    joining(roomId, founderId, 'owner'),
    joining(roomId, otherId, 'member'),
    { kind: 'message.posted', roomId, actorId: otherId, messageId, text: 'hello' },
  ])
  return { roomId, otherId, founderId, inviteId, inviteToken, messageId }
}

/** Signs somebody in who is of this kind as far as the server goes, which then has no other owner; undefined for nobody. */
export async function signInAs(kind: Kind, { url, database }: TestServer): Promise<Credentials | undefined> {
  if (kind === 'nobody') return undefined
  const credentials = await signIn(url, `A ${kind}`)
  const { userId } = credentials
  await database.write.updateTable('users').set('server_role', 'member').where('server_role', '=', 'owner').execute()
  await database.write
    .updateTable('users')
    .set({
      server_role: kind === 'serverAdmin' ? 'admin' : kind === 'serverOwner' ? 'owner' : 'member',
      suspended_at: kind === 'suspended' ? 1 : null,
    })
    .where('id', '=', userId)
    .execute()
  if (kind !== 'guest') await giveAccount(database, userId)
  return credentials
}

/** Makes somebody be of this kind as far as the room goes. */
export async function enterAs(
  kind: Kind,
  userId: UserId,
  { database }: TestServer,
  { roomId, founderId }: InhabitedRoom,
): Promise<void> {
  const membership = membershipOf[kind]
  if (!membership) return
  const left: Change = { kind: 'member.left', roomId, actorId: founderId, userId }
  await database.commit([joining(roomId, userId, membership.role), ...(membership.left ? [left] : [])])
}

/** Made once: it takes its time on purpose. */
const passwordHash = hashPassword(PASSWORD)

async function giveAccount({ write, dialect }: TestServer['database'], userId: UserId): Promise<void> {
  const now = dialect === 'sqlite' ? new Date().toISOString() : new Date()
  const email = `${userId}@example.org`
  await write.updateTable('users').set({ is_anonymous: sql`false`, email }).where('id', '=', userId).execute()
  await write
    .insertInto('accounts')
    .values({
      id: uuidv7(),
      user_id: userId,
      account_id: userId,
      provider_id: 'credential',
      password: await passwordHash,
      created_at: now,
      updated_at: now,
    })
    .execute()
}

function joining(roomId: RoomId, userId: UserId, role: MemberRole): Change {
  return { kind: 'member.joined', roomId, actorId: userId, userId, role }
}

import type { ChatClient } from '@chat/client'
import type { Profile, User } from '@chat/protocol'
import { FormProblem } from '../accounts/form-problem.tsx'
import { SettingsGroup, SettingsSkeleton } from '../accounts/settings-group.tsx'
import { PrivacyGroup } from '../receipts/privacy-group.tsx'
import { useStore } from '../store/use-store.ts'
import { OwnPicture } from './own-picture.tsx'
import { ProfileForm } from './profile-form.tsx'

/** What others see of oneself. */
export function ProfileSection({ client }: { client: ChatClient }) {
  const me = useStore(client.me)
  const connected = useStore(client.connection).status === 'connected'
  if (me === undefined) return <SettingsSkeleton />
  return <OwnProfile client={client} me={me} connected={connected} />
}

function OwnProfile({ client, me, connected }: { client: ChatClient; me: User; connected: boolean }) {
  const profile: Profile | undefined = useStore(client.profileOf(me.id))
  if (profile === undefined) {
    return connected ? <SettingsSkeleton /> : <FormProblem>Your profile shows once there is a connection.</FormProblem>
  }
  return (
    <>
      <SettingsGroup title="What others see of you">
        <OwnPicture client={client} me={me} />
        <ProfileForm client={client} me={me} profile={profile} />
      </SettingsGroup>
      <PrivacyGroup client={client} />
    </>
  )
}

import './design/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { linkedPageAt } from './accounts/linked-page.ts'
import { LinkedPageScreen } from './accounts/linked-page-screen.tsx'
import { comeBack, providerReturnAt } from './accounts/provider-journey.ts'
import { ProviderReturn } from './accounts/provider-return.tsx'
import { createOwnerLink, ownerTokenIn } from './administration/owner-link.ts'
import { App } from './app.tsx'
import { keepPageFromDroppedFiles } from './design/keep-page-from-dropped-files.ts'
import { layers } from './design/layers.ts'
import { applyTheme, theme } from './design/theme.ts'
import { Failure, FailureBoundary } from './failure-boundary.tsx'
import { inviteTokenIn } from './invites/invite-address.ts'
import { createOpenedInvite } from './invites/opened-invite.ts'
import { createDrafts } from './messages/drafts.ts'
import { addressOfOldLink } from './rooms/open-room.ts'
import { followRoomLinks } from './rooms/use-address.ts'
import { guestAccount } from './session/guest-account.ts'
import { createSession } from './session/session.ts'
import { browserStorage } from './store/browser-storage.ts'
import { onceLoaded } from './store/once-loaded.ts'
import { watchForUpdates } from './update/app-update.ts'
import { AppUpdateContext } from './update/update-notice.tsx'

applyTheme(theme.get())
theme.subscribe(() => applyTheme(theme.get()))

// Loads while the first screen is already there; a failure shows when somebody enters.
const loadEngine = onceLoaded(() => import('@chat/client/browser'))
loadEngine().catch(() => {})

const storage = browserStorage()
const drafts = createDrafts(storage)
addEventListener('storage', ({ key, oldValue, newValue }) => {
  if (key !== null) drafts.changedElsewhere(key, oldValue, newValue)
})

const session = createSession({
  async createClient(account, onSignedOut) {
    const { createBrowserChatClient } = await loadEngine()
    return createBrowserChatClient({ account, draftStorage: storage, onSignedOut })
  },
  account: guestAccount,
  storage,
})
// What somebody has begun to write is for nobody else to read.
session.state.subscribe(() => {
  const state = session.state.get()
  if (state.status === 'signed-in') drafts.belongTo(state.person)
  else if (state.status === 'signed-out' && !state.ended) drafts.clear()
})

const ownerToken = ownerTokenIn(location)
if (ownerToken !== undefined) history.replaceState(null, '', '/')
const ownerLink = createOwnerLink(
  browserStorage(() => sessionStorage),
  ownerToken,
)

const linkedPage = linkedPageAt(location)
// A token must not stay in the address, where it could be copied or kept.
if (linkedPage !== undefined) history.replaceState(null, '', '/')

const providerReturn = providerReturnAt(location)
const providerOutcome = providerReturn === undefined ? undefined : comeBack(providerReturn)

const inviteToken = inviteTokenIn(location)
if (inviteToken !== undefined) history.replaceState(null, '', '/')
const openedInvite = createOpenedInvite(
  browserStorage(() => sessionStorage),
  inviteToken,
)

const linked = addressOfOldLink(location.hash)
if (linked !== undefined) history.replaceState(null, '', linked)
layers.watch()
followRoomLinks(document)
keepPageFromDroppedFiles()

const app = (
  <StrictMode>
    <FailureBoundary>
      {linkedPage === undefined ? (
        <ProviderReturn outcome={providerOutcome} resume={session.resume}>
          <App session={session} drafts={drafts} ownerLink={ownerLink} openedInvite={openedInvite} />
        </ProviderReturn>
      ) : (
        <LinkedPageScreen {...linkedPage} />
      )}
    </FailureBoundary>
  </StrictMode>
)
const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no element with the id root')
const screen = createRoot(root)
session.begin().catch(() => screen.render(<Failure />))
screen.render(import.meta.env.PROD ? <AppUpdateContext value={watchForUpdates('/sw.js')}>{app}</AppUpdateContext> : app)

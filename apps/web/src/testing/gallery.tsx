import '../design/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { applyTheme, theme } from '../design/theme.ts'
import { createDrafts } from '../messages/drafts.ts'
import { RoomScreen } from '../rooms/room-screen.tsx'
import { Entrance } from '../session/entrance.tsx'
import { browserStorage } from '../store/browser-storage.ts'
import { scenes } from './scenes.ts'

/*
 * The screens in every state, without a server: /gallery.html?scene=full under `pnpm dev`; `rtl` in the address turns the
 * page around. Not part of what is built.
 */
const parameters = new URLSearchParams(location.search)
const scene = parameters.get('scene') ?? 'short'
if (parameters.has('rtl')) document.documentElement.dir = 'rtl'
applyTheme(theme.get())
theme.subscribe(() => applyTheme(theme.get()))

async function refuse(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 500))
  throw new Error('The server cannot be reached. Check your connection and try again.')
}

const client = scenes[scene]?.()
Object.assign(globalThis, { client })

const root = document.getElementById('root')
if (root === null) throw new Error('gallery.html has no element with the id root')
createRoot(root).render(
  <StrictMode>
    {client === undefined ? (
      <Entrance ended={false} join={refuse} resume={refuse} />
    ) : (
      <RoomScreen client={client} drafts={createDrafts(browserStorage())} justJoined signOut={refuse} resume={refuse} />
    )}
  </StrictMode>,
)

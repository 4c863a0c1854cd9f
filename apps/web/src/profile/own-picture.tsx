import type { ChatClient } from '@chat/client'
import type { User } from '@chat/protocol'
import { ImagePlus } from 'lucide-react'
import { type DragEvent, useEffect, useRef, useState } from 'react'
import { FormProblem } from '../accounts/form-problem.tsx'
import { ConfirmDialog } from '../connection/confirm-dialog.tsx'
import { announce } from '../design/announce.ts'
import { Avatar } from '../design/avatar.tsx'
import { Button } from '../design/button.tsx'
import { CropDialog } from './crop-dialog.tsx'
import { imageAmong, type OpenedImage, openImage } from './open-image.ts'
import { usePastedImage } from './use-pasted-image.ts'

/** One's picture: a file that is chosen, dropped or pasted, cropped and sent; or none. */
export function OwnPicture({ client, me }: { client: ChatClient; me: User }) {
  const input = useRef<HTMLInputElement>(null)
  const [image, setImage] = useState<OpenedImage>()
  const [asking, setAsking] = useState<'crop' | 'remove'>()
  const [problem, setProblem] = useState<string>()
  const [over, setOver] = useState(false)
  const close = (open: boolean) => {
    if (!open) setAsking(undefined)
  }
  useEffect(() => () => image?.close(), [image])

  async function take(file: File | undefined) {
    setProblem(undefined)
    if (file === undefined) return
    try {
      setImage(await openImage(file))
      setAsking('crop')
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
    }
  }
  usePastedImage((file) => {
    if (asking === undefined) void take(file)
  })

  function drop(event: DragEvent) {
    event.preventDefault()
    setOver(false)
    const file = imageAmong(event.dataTransfer.files)
    if (file) void take(file)
    else setProblem('This is not a picture.')
  }

  const hasPicture = me.avatarUrl !== undefined
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button inside does the same without a mouse
    <div
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={({ currentTarget, relatedTarget }) => {
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setOver(false)
      }}
      onDrop={drop}
      className={`flex flex-col gap-2 rounded-md ${over ? 'outline-2 outline-accent outline-offset-8' : ''}`}
    >
      <div className="flex flex-wrap items-center gap-4">
        <Avatar userId={me.id} name={me.name} picture={me.avatarUrl} size="xl" />
        <div className="flex min-w-48 flex-1 flex-col gap-2">
          <div className="flex flex-wrap gap-2">
            <Button onClick={() => input.current?.click()}>
              <ImagePlus aria-hidden="true" size="1rem" /> {hasPicture ? 'Change picture…' : 'Add a picture…'}
            </Button>
            {hasPicture && <Button onClick={() => setAsking('remove')}>Remove…</Button>}
          </div>
          <p className="text-muted text-sm">
            {hasPicture ? 'Others see it beside your name.' : 'Others see your initials until you have one.'} You can
            also drop or paste one here.
          </p>
        </div>
      </div>
      <FormProblem>{problem}</FormProblem>
      <input
        ref={input}
        type="file"
        accept="image/*"
        aria-label="Picture"
        tabIndex={-1}
        hidden
        onChange={({ target }) => {
          void take(target.files?.[0])
          // So that the same file can be chosen again.
          target.value = ''
        }}
      />
      {image !== undefined && (
        <CropDialog client={client} image={image} open={asking === 'crop'} onOpenChange={close} />
      )}
      <ConfirmDialog
        title="Remove your picture?"
        description="Others see your initials again, also beside what you wrote before."
        action="Remove"
        busy="Removing…"
        look="danger"
        open={asking === 'remove'}
        onOpenChange={close}
        confirm={async () => {
          await client.removePicture()
          announce('Your picture was removed')
          setAsking(undefined)
        }}
      />
    </div>
  )
}

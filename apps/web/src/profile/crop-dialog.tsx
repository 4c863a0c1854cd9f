import 'react-easy-crop/react-easy-crop.css'
import { Dialog } from '@base-ui/react/dialog'
import type { ChatClient } from '@chat/client'
import { ZoomIn, ZoomOut } from 'lucide-react'
import { type RefObject, useEffect, useId, useRef, useState } from 'react'
import Cropper from 'react-easy-crop'
import { FormProblem } from '../accounts/form-problem.tsx'
import { useSubmit } from '../accounts/use-submit.ts'
import { explainRefusal } from '../connection/explain-refusal.ts'
import { announce } from '../design/announce.ts'
import { Button, buttonClasses } from '../design/button.tsx'
import { Modal } from '../design/modal.tsx'
import { cropImage, type Square } from './crop-image.ts'
import type { OpenedImage } from './open-image.ts'

const MAX_ZOOM = 5

/** Asks which square of an image is to be one's picture. */
export function CropDialog({
  client,
  image,
  open,
  onOpenChange,
}: {
  client: ChatClient
  image: OpenedImage
  open: boolean
  onOpenChange: (open: boolean) => void
}) {
  return (
    <Modal
      title="Your picture"
      description="Drag it, or use the arrow keys, to choose what others see."
      open={open}
      onOpenChange={onOpenChange}
    >
      <CropForm key={image.url} client={client} image={image} close={() => onOpenChange(false)} />
    </Modal>
  )
}

function CropForm({ client, image, close }: { client: ChatClient; image: OpenedImage; close: () => void }) {
  const [crop, setCrop] = useState({ x: 0, y: 0 })
  const [zoom, setZoom] = useState(1)
  const [square, setSquare] = useState<Square>()
  const area = useRef<RefObject<HTMLDivElement>>(null)
  const ready = square !== undefined
  useEffect(() => {
    // It comes with the image, too late for the dialog to give it the focus.
    if (ready) area.current?.current.focus()
  }, [ready])

  const { problem, busy, submit } = useSubmit(async () => {
    if (square === undefined) return
    const cropped = await cropImage(image.element, square)
    try {
      await client.setPicture(cropped)
    } catch (error) {
      throw new Error(explainRefusal(error), { cause: error })
    }
    announce('Your picture is saved')
    close()
  })

  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      <div className="relative h-72 overflow-hidden rounded-md bg-surface">
        <Cropper
          image={image.url}
          crop={crop}
          onCropChange={setCrop}
          zoom={zoom}
          maxZoom={MAX_ZOOM}
          onZoomChange={setZoom}
          onCropAreaChange={(_, pixels) => setSquare(pixels)}
          aspect={1}
          showGrid={false}
          keyboardStep={8}
          // The security policy has no place for styles that a script writes; they are imported above.
          disableAutomaticStylesInjection
          setCropperRef={(ref) => {
            area.current = ref
          }}
          classes={{ cropAreaClassName: 'focus-visible:-outline-offset-2' }}
          cropperProps={{ role: 'application', 'aria-label': 'What others see. Move the picture with the arrow keys.' }}
        />
      </div>
      <ZoomField zoom={zoom} onChange={setZoom} />
      <FormProblem>{problem}</FormProblem>
      <div className="mt-1 flex justify-end gap-2">
        <Dialog.Close className={buttonClasses()}>Cancel</Dialog.Close>
        <Button type="submit" look="primary" disabled={busy}>
          {busy ? 'Saving…' : 'Use this picture'}
        </Button>
      </div>
    </form>
  )
}

function ZoomField({ zoom, onChange }: { zoom: number; onChange: (zoom: number) => void }) {
  const id = useId()
  return (
    <div className="flex items-center gap-2 text-muted">
      <label htmlFor={id} className="sr-only">
        Zoom
      </label>
      <ZoomOut aria-hidden="true" size="1rem" className="shrink-0" />
      <input
        id={id}
        type="range"
        min={1}
        max={MAX_ZOOM}
        step={0.05}
        value={zoom}
        aria-valuetext={`${Math.round(zoom * 100)} %`}
        onChange={(event) => onChange(event.target.valueAsNumber)}
        className="touch-target min-w-0 flex-1 cursor-pointer accent-accent"
      />
      <ZoomIn aria-hidden="true" size="1rem" className="shrink-0" />
    </div>
  )
}

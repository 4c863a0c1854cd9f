import type { Waiting } from '@chat/client'

/** The icon without a badge. */
const PLAIN = '/icon.svg'

const SIDE = 64
const EDGE = 3
const COLOURS = { calling: '#d3302a', more: '#f0b429', digits: '#ffffff', edge: '#ffffff' }

/** What the badge on the icon says; undefined for none. Two digits are as much as one can read there. */
export function badgeOf({ calling, more }: Waiting): { readonly text: string; readonly colour: string } | undefined {
  if (calling > 0) return { text: calling > 99 ? '99' : String(calling), colour: COLOURS.calling }
  return more ? { text: '', colour: COLOURS.more } : undefined
}

/** Keeps the page's icon like what waits. Of several calls, the latest counts. */
export function createPageIcon(page: Document): (waiting: Waiting) => Promise<void> {
  let shown = ''
  return async (waiting) => {
    const badge = badgeOf(waiting)
    const wanted = badge === undefined ? '' : `${badge.colour} ${badge.text}`
    if (wanted === shown) return
    shown = wanted
    const href = badge === undefined ? PLAIN : await draw(page, badge).catch(() => PLAIN)
    if (wanted === shown) page.querySelector('link[rel="icon"]')?.setAttribute('href', href)
  }
}

async function draw(page: Document, { text, colour }: NonNullable<ReturnType<typeof badgeOf>>): Promise<string> {
  const icon = new Image(SIDE, SIDE)
  icon.src = PLAIN
  await icon.decode()
  const canvas = page.createElement('canvas')
  canvas.width = SIDE
  canvas.height = SIDE
  const context = canvas.getContext('2d')
  if (context === null) return PLAIN
  context.drawImage(icon, 0, 0, SIDE, SIDE)
  const radius = text === '' ? SIDE / 5 : SIDE / 3.2
  const centre = SIDE - radius - EDGE / 2
  context.beginPath()
  context.arc(centre, centre, radius, 0, 2 * Math.PI)
  context.fillStyle = colour
  context.fill()
  context.lineWidth = EDGE
  context.strokeStyle = COLOURS.edge
  context.stroke()
  context.fillStyle = COLOURS.digits
  context.font = `600 ${text.length > 1 ? 26 : 32}px system-ui, sans-serif`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillText(text, centre, centre + 2)
  return canvas.toDataURL()
}

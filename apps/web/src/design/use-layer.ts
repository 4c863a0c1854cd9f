import { useEffect, useRef } from 'react'
import { layers } from './layers.ts'

/** While it is open, the browser's Back closes it, see `layers`. */
export function useLayer(open: boolean, close: () => void): void {
  const latest = useRef(close)
  useEffect(() => {
    latest.current = close
  })
  useEffect(() => (open ? layers.add(() => latest.current()) : undefined), [open])
}

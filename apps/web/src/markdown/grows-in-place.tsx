import { createContext } from 'react'

/** Who scrolls while something grows: nobody, or the browser, to a word that it has found there. */
export type ScrolledBy = 'nobody' | 'browser'

/**
 * To be told what stays where it is to be seen, or where the browser brings it, while what is around it becomes higher or
 * lower: a list that scrolls can.
 */
export const GrowsInPlace = createContext<(element: HTMLElement, scrolledBy: ScrolledBy) => void>(() => {})

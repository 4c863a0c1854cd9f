import { createContext } from 'react'

/** To be told what stays where it is to be seen while what is around it becomes higher or lower: a list that scrolls can. */
export const GrowsInPlace = createContext<(element: HTMLElement) => void>(() => {})

import { browserStorage } from '../store/browser-storage.ts'
import { keptChoice } from '../store/kept-choice.ts'

export const SKIN_TONES = ['none', 'light', 'medium-light', 'medium', 'medium-dark', 'dark'] as const

/** The colour of hands and faces in the picker. */
export const skinTone = keptChoice(browserStorage(), 'chat.skin-tone', SKIN_TONES, 'none')

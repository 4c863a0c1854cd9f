import { browserStorage } from '../store/browser-storage.ts'
import { keptChoice } from '../store/kept-choice.ts'

/** Whether people stand beside the conversation, on screens that are wide enough. */
export const peopleColumn = keptChoice(browserStorage(), 'chat.people', ['shown', 'hidden'], 'shown')

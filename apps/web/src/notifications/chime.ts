/** Two soft notes, one after the other: their pitch in hertz, and when they begin and end, in seconds. */
const NOTES = [
  { pitch: 587.33, from: 0, to: 0.35 },
  { pitch: 880, from: 0.11, to: 0.6 },
]

/**
 * Plays the sound of a notification. Browsers let a page sound only once somebody has touched it; before that, nothing
 * is played, also not later.
 *
 * @param volume from 0 to 1
 */
export function chime(volume: number): void {
  if (!navigator.userActivation.hasBeenActive) return
  const context = new AudioContext()
  const start = context.currentTime
  const notes = NOTES.map(({ pitch, from, to }) => {
    const loudness = context.createGain()
    loudness.connect(context.destination)
    loudness.gain.setValueAtTime(0, start + from)
    loudness.gain.linearRampToValueAtTime(volume, start + from + 0.015)
    loudness.gain.exponentialRampToValueAtTime(0.0001, start + to)
    const note = context.createOscillator()
    note.frequency.value = pitch
    note.connect(loudness)
    note.start(start + from)
    note.stop(start + to)
    return note
  })
  // An audio device that is held open costs a phone its battery.
  notes.at(-1)?.addEventListener('ended', () => void context.close())
}

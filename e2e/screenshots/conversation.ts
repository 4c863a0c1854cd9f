/** One thing said in the conversation that the screenshots show. */
export interface Line {
  readonly who: string
  readonly text: string
  /** How long before now it was said. */
  readonly minutesAgo: number
}

const DAY = 24 * 60

/** The one at whose screen the screenshots are taken. */
export const VIEWER = 'Nadia'

export const conversation: readonly Line[] = [
  {
    who: 'Jonas',
    text: 'The seedlings arrived, four trays. They are in the shade behind the shed.',
    minutesAgo: DAY + 190,
  },
  { who: 'Amara', text: 'Wonderful! How many tomatoes?', minutesAgo: DAY + 187 },
  { who: 'Jonas', text: '36, and a dozen peppers we did not order 🌶️', minutesAgo: DAY + 186 },
  { who: 'Priya', text: 'We will find room for them. Has anybody tested the new hose yet?', minutesAgo: DAY + 181 },
  { who: 'Mateo', text: 'Yes. It leaks at the second joint; I ordered a seal, part HX-2210-B.', minutesAgo: DAY + 174 },
  { who: 'Nadia', text: 'Hello everyone. Who is in for Saturday?', minutesAgo: DAY + 32 },
  { who: 'Amara', text: 'Me, from nine. I can bring the wheelbarrow.', minutesAgo: DAY + 29 },
  {
    who: 'Yuki',
    text: 'I am in, and so is my sister.\nShe has never planted anything, so please be kind 🙂',
    minutesAgo: DAY + 27,
  },
  { who: 'Nadia', text: 'Everybody starts somewhere. There will be cake.', minutesAgo: DAY + 26 },
  {
    who: 'Priya',
    text: 'Then here is the plan:\n1. Beds 3 and 4: tomatoes\n2. Bed 5: peppers, all of them\n3. Fix the hose, if the seal comes',
    minutesAgo: 58,
  },
  { who: 'Mateo', text: 'It came this morning.', minutesAgo: 41 },
  { who: 'Mateo', text: 'I will do it first, so that we have water when it gets hot.', minutesAgo: 41 },
  { who: 'Leïla', text: 'صباح الخير! سأتأخر قليلًا، احتفظوا لي بقطعة من الكعك.', minutesAgo: 12 },
  { who: 'Jonas', text: 'The forecast says 27 °C and no wind. Bring hats.', minutesAgo: 8 },
  { who: 'Nadia', text: 'Saved you a slice, Leïla. See you all at nine!', minutesAgo: 3 },
]

/** What the viewer writes while the network is gone. */
export const writtenOffline = [
  'The gate code changed, I will send it as soon as I am out of the tunnel.',
  'And I found the missing trowel!',
]

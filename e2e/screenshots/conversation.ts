/** One thing said in the conversation that the screenshots show. */
export interface Line {
  readonly who: string
  readonly text: string
  /** How long before now it was said. */
  readonly minutesAgo: number
  /** What others call it who answer it. */
  readonly as?: string
  /** The line that it answers, with a quote. */
  readonly answers?: string
  /** The line in whose thread it is. */
  readonly thread?: string
  /** Who reacts with what. */
  readonly reactions?: Readonly<Record<string, readonly string[]>>
  readonly pinnedBy?: string
}

const DAY = 24 * 60

/** The one at whose screen the screenshots are taken. */
export const VIEWER = 'Nadia'

/** What those who have a picture look like: something on a ground. */
export const faces: Readonly<Record<string, readonly [sign: string, ground: string]>> = {
  Nadia: ['🌻', 'linear-gradient(135deg, #8fd3ff, #3f7ae0)'],
  Jonas: ['🚲', 'linear-gradient(135deg, #ffd29d, #f4845f)'],
  Amara: ['🍅', 'linear-gradient(135deg, #d8f5a2, #5fa55a)'],
  Yuki: ['🐝', 'linear-gradient(135deg, #fff3b0, #e0a526)'],
  Leïla: ['🌙', 'linear-gradient(135deg, #5b5f97, #23234f)'],
}

/** Rooms beside the one that is shown: who has made them, and what was said there last. */
export const otherRooms = [
  { name: 'Harvest', by: 'Amara', says: 'First beans on Sunday!', mentions: false },
  { name: 'Tool shed', by: 'Mateo', says: 'Who has the long ladder, @Nadia?', mentions: true },
  { name: 'Watering rota', by: 'Priya', says: undefined, mentions: false },
] as const

/** What somebody has written to the viewer alone. */
export const direct = [
  { who: 'Jonas', text: 'Could you bring the big pot?' },
  { who: 'Leïla', text: 'Thank you for the cake 🍰' },
] as const

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
  {
    who: 'Nadia',
    text: 'Everybody starts somewhere. There will be cake.',
    minutesAgo: DAY + 26,
    reactions: { '🍰': ['Yuki', 'Jonas', 'Leïla'], '❤️': ['Amara'] },
  },
  {
    who: 'Priya',
    text: 'Then here is the plan:\n1. Beds 3 and 4: **tomatoes**\n2. Bed 5: peppers, all of them\n3. Fix the hose, if the seal comes',
    minutesAgo: 58,
    as: 'plan',
    pinnedBy: 'Nadia',
    reactions: { '👍': ['Nadia', 'Amara', 'Jonas', 'Yuki'] },
  },
  { who: 'Amara', text: 'Are there enough stakes for bed 4?', minutesAgo: 52, thread: 'plan' },
  { who: 'Priya', text: 'I count 30, so we need six more.', minutesAgo: 50, thread: 'plan' },
  {
    who: 'Jonas',
    text: 'There is bamboo in the shed. I will cut some on Friday.',
    minutesAgo: 46,
    thread: 'plan',
    reactions: { '🎉': ['Priya', 'Nadia'] },
  },
  { who: 'Nadia', text: 'Perfect. Gloves are in the *green* box.', minutesAgo: 44, thread: 'plan' },
  { who: 'Amara', text: '@Nadia do we have string, too?', minutesAgo: 9, thread: 'plan' },
  { who: 'Mateo', text: 'It came this morning.', minutesAgo: 41 },
  {
    who: 'Mateo',
    text: 'I will do it first, so that we have water when it gets hot.',
    minutesAgo: 41,
    as: 'hose',
  },
  {
    who: 'Yuki',
    text: 'Can I watch? I want to learn how.',
    minutesAgo: 34,
    answers: 'hose',
    reactions: { '🙌': ['Mateo'] },
  },
  {
    who: 'Leïla',
    text: 'صباح الخير! سأتأخر قليلًا، احتفظوا لي بقطعة من الكعك.',
    minutesAgo: 12,
    as: 'late',
  },
  { who: 'Jonas', text: 'The forecast says 27 °C and no wind. Bring hats, @Nadia!', minutesAgo: 8 },
  { who: 'Nadia', text: 'Saved you a slice. See you all at nine!', minutesAgo: 3, answers: 'late' },
]

/** What the viewer writes while the network is gone. */
export const writtenOffline = [
  'The gate code changed, I will send it as soon as I am out of the tunnel.',
  'And I found the missing trowel!',
]

const ADJECTIVES =
  'Amber Bold Brave Breezy Bright Calm Cheerful Clever Cosmic Crisp Daring Eager Early Fair Fleet Gentle Golden Happy Honest Jolly Keen Kind Lively Lucky Lunar Mellow Merry Mighty Misty Noble Patient Plucky Proud Quick Quiet Ready Royal Silver Snowy Solar Steady Sunny Swift Tidy True Vivid Warm Wise Witty Zesty'.split(
    ' ',
  )

const ANIMALS =
  'Badger Bear Beaver Bison Crane Deer Dolphin Eagle Falcon Ferret Finch Fox Gecko Hare Hawk Heron Ibex Jay Kestrel Koala Lark Lemur Lion Lynx Marten Mole Moose Newt Orca Osprey Otter Owl Panda Puffin Raven Robin Seal Sparrow Squirrel Stork Swan Tiger Toad Turtle Viper Walrus Weasel Whale Wolf Wren'.split(
    ' ',
  )

/**
 * Proposes a name for somebody who has none yet, such as BrightFox42.
 *
 * @param random returns a number in [0, 1), like `Math.random`
 */
export function suggestGuestName(random: () => number = Math.random): string {
  const pick = (words: readonly string[]): string => words[Math.floor(random() * words.length)] ?? ''
  return `${pick(ADJECTIVES)}${pick(ANIMALS)}${10 + Math.floor(random() * 90)}`
}

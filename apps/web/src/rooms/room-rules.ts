import { limits, RoomName, RoomTopic } from '@chat/protocol'

const UNSHOWABLE = 'This has characters that cannot be shown on one line. Use letters and numbers.'

/** What is wrong with the name of a room, in a sentence for the person who typed it; undefined for a good one. */
export function roomNameProblem(name: string): string | undefined {
  const length = [...name.trim()].length
  const { max } = limits.roomName
  if (length === 0) return 'Type a name.'
  if (length > max) return `Too long: a name has at most ${max} characters, this one has ${length}.`
  return RoomName.safeParse(name).success ? undefined : UNSHOWABLE
}

/** The same of its topic, which may be empty. */
export function roomTopicProblem(topic: string): string | undefined {
  const length = [...topic.trim()].length
  const { max } = limits.roomTopic
  if (length === 0) return undefined
  if (length > max) return `Too long: a topic has at most ${max} characters, this one has ${length}.`
  return RoomTopic.safeParse(topic).success ? undefined : UNSHOWABLE
}

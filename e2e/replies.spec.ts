import { atAnotherDevice } from './fixtures/another-device.ts'
import { expect, type Person, test } from './fixtures/chat-test.ts'
import { KEPT_APP, kept } from './fixtures/kept.ts'
import { chooseInSheet, pressInBar } from './fixtures/message-actions.ts'
import { violations } from './fixtures/page-parts.ts'
import { createRoom, roomLink } from './fixtures/room-actions.ts'
import { PHONE } from './fixtures/screens.ts'

/** Whoever wrote something, with a screen or without. */
type Author = Pick<Person, 'name'>

/** The message of this person with this text, and not what quotes it. */
const saidBy = ({ room }: Person, author: Author, text: string) =>
  room.timeline.getByRole('article', { name: new RegExp(`^${author.name}, `) }).filter({ hasText: text })
const quoteIn = ({ room }: Person, text: string) => room.message(text).getByRole('link', { name: /^In reply to / })
const replyingTo = ({ page }: Person, other: Author) => page.getByRole('region', { name: `Replying to ${other.name}` })

async function beginReply(person: Person, other: Author, asked: string): Promise<void> {
  await pressInBar(saidBy(person, other, asked), 'Reply')
  await expect(replyingTo(person, other)).toContainText(asked)
  await expect(person.room.composer).toBeFocused()
}

async function sendReply(person: Person, other: Author, text: string): Promise<void> {
  await person.room.say(text)
  await expect(replyingTo(person, other)).toHaveCount(0)
  await expect(person.room.message(text)).toHaveAttribute('data-state', 'sent')
}

const numbered = (word: string, count: number) => Array.from({ length: count }, (_, index) => `${word} #${index + 1}.`)

test(`a reply shows what it answers, leads there, and shows what becomes of it`, async ({ people, unique }) => {
  const [ada, bert] = [await people.join('Ada'), await people.join('Bert')]
  const bot = await people.bot('Scribe')
  const [asked, answer] = [unique('Who brings the *cake*'), unique('I do')]
  const question = asked.replaceAll('*', '')
  await ada.room.say(asked)
  await beginReply(bert, ada, question)
  await bot.send(...numbered(unique('noise'), 40))
  await sendReply(bert, ada, answer)

  await expect(quoteIn(ada, answer)).toHaveAccessibleName(new RegExp(`^In reply to ${ada.name} ?: ${question}$`))
  await expect(ada.room.timeline.getByRole('article', { name: /replies to you/ })).toContainText(answer)
  expect(await violations(ada.page)).toEqual([])
  await quoteIn(ada, answer).press('Enter')
  await expect(saidBy(ada, ada, question)).toBeInViewport()
  await expect(saidBy(ada, ada, question)).toBeFocused()
  expect(await violations(ada.page)).toEqual([])

  await ada.room.composer.focus()
  await ada.page.keyboard.press('ArrowUp')
  const edited = unique('Who brings two cakes')
  await ada.page.getByRole('textbox', { name: 'Edit message' }).fill(edited)
  await ada.page.keyboard.press('Enter')
  await expect(quoteIn(bert, answer)).toContainText(edited)
  const own = saidBy(ada, ada, edited)
  await own.hover()
  await own.getByRole('button', { name: 'More actions' }).click()
  await ada.page.getByRole('menuitem', { name: 'Delete…' }).click()
  await ada.page.getByRole('button', { name: 'Delete message' }).click()
  await expect(quoteIn(bert, answer)).toContainText('This message was deleted.')
  await expect(bert.page.getByText(edited)).toHaveCount(0)
})

test('what is answered comes along with the reply, however long ago it was said', async ({ people, unique }) => {
  const [ada, bert] = [await people.bot('Ada'), await people.join('Bert')]
  const [asked, answer] = [unique('long ago'), unique('at last')]
  await ada.send(asked)
  await beginReply(bert, ada, asked)
  await ada.send(...numbered(unique('noise'), 120))
  await sendReply(bert, ada, answer)
  const carol = await people.join('Carol')
  await expect(quoteIn(carol, answer)).toContainText(asked)
  await expect(saidBy(carol, ada, asked)).toHaveCount(0)
  await quoteIn(carol, answer).press('Enter')
  await expect(saidBy(carol, ada, asked)).toBeInViewport()
  await carol.page.getByRole('button', { name: 'Jump to present' }).click()
  await expect(carol.room.message(answer)).toBeInViewport()
})

test('a key begins a reply and another one ends it; it belongs to the draft', async ({ people, unique }) => {
  const [ada, bert] = [await people.join('Ada'), await people.bot('Bert')]
  const [asked, kitchen] = [unique('a question'), unique('Kitchen')]
  await bert.send(asked)
  await ada.room.message(asked).focus()
  await ada.page.keyboard.press('r')
  await expect(ada.room.composer).toBeFocused()
  await expect(ada.room.composer).toHaveValue('')
  await expect(replyingTo(ada, bert)).toContainText(asked)
  expect(await violations(ada.page)).toEqual([])
  await ada.page.keyboard.press('Escape')
  await expect(replyingTo(ada, bert)).toHaveCount(0)

  await ada.room.message(asked).focus()
  await ada.page.keyboard.press('r')
  await ada.room.composer.fill('half an ans')
  await createRoom(ada, kitchen)
  await expect(replyingTo(ada, bert)).toHaveCount(0)
  await roomLink(ada, 'general').click()
  await expect(replyingTo(ada, bert)).toContainText(asked)
  await ada.page.reload()
  await expect(replyingTo(ada, bert)).toContainText(asked)
  await expect(ada.room.composer).toHaveValue('half an ans')
  await ada.page.getByRole('button', { name: 'Cancel reply' }).click()
  await expect(ada.room.composer).toBeFocused()
  await ada.page.reload()
  await expect(ada.room.composer).toHaveValue('half an ans')
  await expect(replyingTo(ada, bert)).toHaveCount(0)
})

test('what one has begun to answer on one device is answered on the other', async ({ people, unique }) => {
  const [laptop, bert] = [await people.join('Ada'), await people.join('Bert')]
  const [asked, answer] = [unique('a question'), unique('an answer')]
  await bert.room.say(asked)
  const phone = await atAnotherDevice(laptop, people)
  await beginReply(laptop, bert, asked)
  await laptop.room.composer.fill(answer)
  await expect(replyingTo(phone, bert)).toContainText(asked)
  await expect(phone.room.composer).toHaveValue(answer)
  await phone.room.composer.press('Enter')
  await expect(quoteIn(bert, answer)).toContainText(asked)
  await expect(replyingTo(laptop, bert)).toHaveCount(0)
  await expect(laptop.room.composer).toHaveValue('')
})

test('a reply calls whoever is answered, wherever they are', async ({ people, unique }) => {
  const [ada, bert] = [await people.join('Ada'), await people.join('Bert')]
  const asked = unique('Who brings the cake?')
  await ada.room.say(asked)
  await createRoom(ada, unique('Kitchen'))
  await beginReply(bert, ada, asked)
  await sendReply(bert, ada, unique('I do'))
  await expect(roomLink(ada, 'general')).toHaveAccessibleName(/general 1 mention, 1 unread/)
})

test.describe('without a network', () => {
  test.use({ connectionTrouble: true })

  test('a reply shows at once what it answers, also after a reload, and goes out later', async ({ people, unique }) => {
    const [ada, bert] = [await people.join('Ada', KEPT_APP), await people.join('Bert')]
    const [asked, answer] = [unique('a question'), unique('an answer')]
    await bert.room.say(asked)
    await expect(ada.room.message(asked)).toBeVisible()
    await expect.poll(() => kept(ada.page)).toContain(asked)
    await ada.page.evaluate(() => navigator.serviceWorker.ready)
    await ada.context.setOffline(true)
    await ada.room.message(asked).focus()
    await ada.page.keyboard.press('r')
    await ada.room.say(answer)
    await expect(ada.room.message(answer)).toHaveAttribute('data-state', 'queued')
    await expect(quoteIn(ada, answer)).toContainText(asked)
    await ada.page.reload()
    await expect(ada.room.message(answer)).toHaveAttribute('data-state', 'queued')
    await expect(quoteIn(ada, answer)).toContainText(asked)
    await ada.context.setOffline(false)
    await expect(quoteIn(bert, answer)).toContainText(asked)
  })
})

test('on a phone the sheet has it, and long words and names stay on the screen', async ({ people, unique }) => {
  const ada = await people.join('Ada', PHONE)
  const bert = await people.bot('Wolfeschlegelstein')
  const [asked, answer] = [unique('Donaudampfschifffahrt'.repeat(5)), unique('an answer')]
  await bert.send(asked)
  await chooseInSheet(ada.page, ada.room.message(asked), 'Reply')
  await expect(replyingTo(ada, bert)).toBeVisible()
  await expect(ada.room.composer).toBeFocused()
  expect(await violations(ada.page)).toEqual([])
  await ada.room.say(answer)
  await expect(quoteIn(ada, answer)).toBeVisible()
  expect(await violations(ada.page)).toEqual([])
  expect(await ada.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
})

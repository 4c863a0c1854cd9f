import type { Locator } from '@playwright/test'
import { expect, type Person, test } from './fixtures/chat-test.ts'
import { pressInBar } from './fixtures/message-actions.ts'

const typing = ({ page }: Person): Locator => page.getByRole('note', { name: 'Typing' })

/** Others write on until somebody sees that they do: whoever pauses for some seconds is not writing any more. */
async function seeWriting(person: Person, others: Person[], text: string): Promise<void> {
  await seeLine(
    typing(person),
    others.map(({ room }) => room.composer),
    text,
  )
}

async function seeLine(line: Locator, composers: Locator[], text: string): Promise<void> {
  await expect(async () => {
    for (const composer of composers) await composer.pressSequentially('So ')
    await expect(line).toHaveText(text, { timeout: 2_000 })
  }).toPass()
}

test('one sees who is writing, until their message is there or they stop (S57)', async ({ people, unique }) => {
  const ada = await people.join('Ada')
  const bert = await people.join('Bert')
  const cleo = await people.join('Cleo')
  const before = await ada.room.composer.boundingBox()
  await seeWriting(ada, [bert], `${bert.name} is typing…`)
  await seeWriting(ada, [bert, cleo], `${bert.name} and ${cleo.name} are typing…`)
  await seeWriting(bert, [cleo], `${cleo.name} is typing…`)
  // Nothing has moved for it.
  expect(await ada.room.composer.boundingBox()).toEqual(before)

  const text = unique('Is anybody there?')
  await bert.room.say(text)
  await expect(ada.room.message(text)).toBeVisible()
  await expect(typing(ada)).not.toContainText(bert.name)

  await test.step('three who write at once are several people', async () => {
    await expect(typing(ada)).toHaveCount(0)
    const others = [await people.bot('Dora'), await people.bot('Emil'), await people.bot('Fay')]
    await expect(async () => {
      for (const { socket, roomId } of others) socket.emit('typing:set', { roomId, typing: true })
      await expect(typing(ada)).toHaveText('Several people are typing…', { timeout: 2_000 })
    }).toPass()
    for (const bot of others) bot.leave()
    await expect(typing(ada)).toHaveCount(0)
  })

  await test.step('who empties the line, falls silent or closes the page is not writing any more', async () => {
    await seeWriting(ada, [bert], `${bert.name} is typing…`)
    await bert.room.composer.fill('')
    await expect(typing(ada)).toHaveCount(0)

    await seeWriting(ada, [bert], `${bert.name} is typing…`)
    // Falls silent.
    await expect(typing(ada)).toHaveCount(0)

    await seeWriting(ada, [bert], `${bert.name} is typing…`)
    await bert.context.close()
    await expect(typing(ada)).toHaveCount(0)
  })
})

test('who writes in a thread is seen in its panel, and not under the timeline (S57, S61)', async ({
  people,
  unique,
}) => {
  const [ada, bert] = [await people.join('Ada'), await people.join('Bert')]
  const question = unique('Where do we eat?')
  await ada.room.say(question)
  for (const { room } of [ada, bert]) await pressInBar(room.message(question), 'Reply in thread')
  const panel = ({ page }: Person): Locator => page.getByRole('complementary', { name: 'Thread' })
  const writing = (person: Person): Locator => panel(person).getByRole('note', { name: 'Typing' })
  const composerOf = (person: Person): Locator => panel(person).getByRole('textbox', { name: 'Reply in thread' })
  const before = await composerOf(ada).boundingBox()
  await seeLine(writing(ada), [composerOf(bert)], `${bert.name} is typing…`)
  expect(await typing(ada).count()).toBeLessThan(2)
  expect(await composerOf(ada).boundingBox()).toEqual(before)

  // Whoever goes on in the room is seen there, and nowhere else.
  await bert.room.composer.pressSequentially('By the way')
  await expect(writing(ada)).toHaveCount(0)
  await seeWriting(ada, [bert], `${bert.name} is typing…`)
  const answer = unique('At the lake')
  await composerOf(bert).fill(answer)
  await composerOf(bert).press('Enter')
  await expect(panel(ada)).toContainText(answer)
  await expect(writing(ada)).toHaveCount(0)
})

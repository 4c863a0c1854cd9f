import type { Locator } from '@playwright/test'
import { expect, type Person, test } from './fixtures/chat-test.ts'

const typing = ({ page }: Person): Locator => page.getByRole('note', { name: 'Typing' })

test('one sees who is writing, until their message is there (S57)', async ({ people, unique }) => {
  const ada = await people.join('Ada')
  const bert = await people.join('Bert')
  const cleo = await people.join('Cleo')
  const before = await ada.room.composer.boundingBox()
  await bert.room.composer.pressSequentially('Is')
  await expect(typing(ada)).toHaveText(`${bert.name} is typing…`)
  await cleo.room.composer.pressSequentially('I am')
  await expect(typing(ada)).toHaveText(`${bert.name} and ${cleo.name} are typing…`)
  await expect(typing(bert)).toHaveText(`${cleo.name} is typing…`)
  // Nothing has moved for it.
  expect(await ada.room.composer.boundingBox()).toEqual(before)

  const text = unique('Is anybody there?')
  await bert.room.say(text)
  await expect(ada.room.message(text)).toBeVisible()
  await expect(typing(ada)).not.toContainText(bert.name)
})

test('three who write at once are several people (S57)', async ({ people }) => {
  const ada = await people.join('Ada')
  const others = [await people.join('Bert'), await people.join('Cleo'), await people.join('Dora')]
  for (const { room } of others) await room.composer.pressSequentially('So')
  await expect(typing(ada)).toHaveText('Several people are typing…')
})

test('who stops, empties the line or closes the page is not writing any more (S57)', async ({ people }) => {
  const ada = await people.join('Ada')
  const bert = await people.join('Bert')
  await bert.room.composer.pressSequentially('Er')
  await expect(typing(ada)).toHaveText(`${bert.name} is typing…`)
  await bert.room.composer.fill('')
  await expect(typing(ada)).toHaveCount(0)

  await bert.room.composer.pressSequentially('Um')
  await expect(typing(ada)).toHaveText(`${bert.name} is typing…`)
  // Falls silent.
  await expect(typing(ada)).toHaveCount(0, { timeout: 15_000 })

  await bert.room.composer.pressSequentially('Well')
  await expect(typing(ada)).toHaveText(`${bert.name} is typing…`)
  await bert.context.close()
  await expect(typing(ada)).toHaveCount(0)
})

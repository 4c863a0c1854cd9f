import { atAnotherDevice } from './fixtures/another-device.ts'
import { expect, type Person, test } from './fixtures/chat-test.ts'
import { violations } from './fixtures/page-parts.ts'
import { createRoom, roomLink } from './fixtures/room-actions.ts'
import { SCREENS } from './fixtures/screens.ts'

test.use({ connectionTrouble: true })

const elsewhere = ({ page }: Person) => page.getByRole('region', { name: 'Written on another device' })

test('what is begun on one device is gone on with on the other, and nowhere once it is sent (S63)', async ({
  people,
  unique,
}) => {
  const laptop = await people.join('Ann')
  const phone = await atAnotherDevice(laptop, people)
  const kitchen = unique('Kitchen')
  await createRoom(phone, kitchen)
  await laptop.room.composer.pressSequentially('half a sent')
  await expect(roomLink(phone, 'general')).toHaveAccessibleName('general (draft)')
  await roomLink(phone, 'general').click()
  await expect(phone.room.composer).toHaveValue('half a sent')
  const rest = unique('ence')
  await phone.room.composer.pressSequentially(rest)
  await expect(laptop.room.composer).toHaveValue(`half a sent${rest}`)
  await phone.room.composer.press('Enter')
  await expect(laptop.room.message(`half a sent${rest}`)).toBeVisible()
  for (const device of [laptop, phone]) await expect(device.room.composer).toHaveValue('')
  await laptop.page.reload()
  await expect(laptop.room.message(`half a sent${rest}`)).toBeVisible()
  await expect(laptop.room.composer).toHaveValue('')
})

test('what was typed on two devices is there on both, until one has chosen (S63)', async ({ people }) => {
  const laptop = await people.join('Ann')
  const phone = await atAnotherDevice(laptop, people)
  await phone.context.setOffline(true)
  await expect(phone.room.status).not.toHaveText('Connected')
  await phone.room.composer.pressSequentially('typed on the train')
  await laptop.room.composer.pressSequentially('typed at the desk')
  await laptop.page.evaluate(() => dispatchEvent(new Event('blur')))
  await phone.page.reload().catch(() => {})
  await phone.context.setOffline(false)
  await phone.page.goto(laptop.page.url())
  await expect(elsewhere(phone)).toContainText('typed at the desk')
  await expect(phone.room.composer).toHaveValue('typed on the train')
  await elsewhere(phone).getByRole('button', { name: 'Add it below' }).click()
  await expect(phone.room.composer).toBeFocused()
  for (const { room } of [phone, laptop]) {
    await expect(room.composer).toHaveValue('typed on the train\n\ntyped at the desk')
  }
  await expect(elsewhere(phone)).toHaveCount(0)
})

for (const [how, options] of Object.entries(SCREENS)) {
  test(`two texts can be told apart and chosen from ${how}`, async ({ people }) => {
    const laptop = await people.join('Ann', options)
    const phone = await atAnotherDevice(laptop, people, options)
    await phone.context.setOffline(true)
    await expect(phone.room.status).not.toHaveText('Connected')
    await phone.room.composer.pressSequentially('typed on the train')
    await laptop.room.composer.pressSequentially('typed at the desk')
    await laptop.page.evaluate(() => dispatchEvent(new Event('blur')))
    await phone.context.setOffline(false)
    await expect(elsewhere(phone)).toContainText('typed at the desk')
    expect(await violations(phone.page)).toEqual([])
    await elsewhere(phone).getByRole('button', { name: 'Use it' }).click()
    await expect(phone.room.composer).toHaveValue('typed at the desk')
    await expect(elsewhere(phone)).toHaveCount(0)
  })
}

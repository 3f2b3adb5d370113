import { expect, it } from 'vitest'
import { CONTACTS, idsOf, OBJECTS, useAccount, type Shown } from './test-support/account-under-test.ts'

const account = useAccount()
const forget = (body: unknown, path = CONTACTS) => account.post(`${path}/gdpr-delete`, body)
const email = 'ada.lovelace@analytical.example'

it.each([
  ['its id', { objectId: '9' }],
  ['its e-mail', { objectId: email, idProperty: 'email' }],
])('removes a contact by %s from both lists, for good', async (_, body) => {
  expect(await forget(body)).toMatchObject({ status: 204, text: '' })
  for (const archived of ['true', 'false']) {
    const list = (await account.call('GET', `${CONTACTS}?limit=100&archived=${archived}`)).json as {
      results: Shown[]
    }
    expect(idsOf(list.results)).not.toContain('9')
    expect((await account.call('GET', `${CONTACTS}/9?archived=${archived}`)).status).toBe(404)
  }
  expect((await account.search({ query: 'ada lovelace' })).total).toBe(0)
})

it('removes one that is in the recycle bin', async () => {
  await account.call('DELETE', `${CONTACTS}/9`)
  expect((await forget({ objectId: '9' })).status).toBe(204)
  expect((await account.call('GET', `${CONTACTS}/9?archived=true`)).status).toBe(404)
})

it('blocks an address that nobody has', async () => {
  expect((await forget({ objectId: 'Future@Example.com', idProperty: 'email' })).status).toBe(204)
  expect(await account.post(CONTACTS, { properties: { email: 'future@example.com' } })).toMatchObject({
    status: 400,
    json: { errors: [{ code: 'EMAIL_BLOCKLISTED', context: { propertyName: ['email'] } }] },
  })
  expect((await account.post(CONTACTS, { properties: { email: 'other@example.com' } })).status).toBe(201)
})

it.each<[string, unknown, number]>([
  ['an unknown id', { objectId: '999999' }, 404],
  ['what is no id', { objectId: 'x' }, 404],
  ['a property that is not unique', { objectId: 'x', idProperty: 'city' }, 400],
  ['an empty body', {}, 400],
])('refuses %s', async (_, body, status) => {
  expect((await forget(body)).status).toBe(status)
})

it('is for contacts only', async () => {
  expect((await forget({ objectId: '9' }, `${OBJECTS}/companies`)).status).toBe(404)
})

import { expect, it } from 'vitest'
import { providerIdSchema } from '../../shared/model/provider.ts'
import { anAccount, aProvider } from '../test-support/fake-state.ts'
import { contactAccounts } from './contact-accounts.ts'

const harbour = aProvider()
const pagesOnly = aProvider({
  id: providerIdSchema.parse('pages'),
  capabilities: { ...harbour.capabilities, contacts: false },
})

it.each([
  ['that is signed in', anAccount(), true],
  ['whose sign-in has ended: what is saved waits', anAccount({ status: 'needs-reconnect' }), true],
  ['that is paused: what is saved waits', anAccount({ status: 'paused' }), true],
  ['that was disconnected', anAccount({ status: 'disconnected' }), false],
  ['that may only be read', anAccount({ access: 'read' }), false],
  ['of a service without contacts', anAccount({ providerId: pagesOnly.id }), false],
])('contacts are made and changed at an account %s: %#', (_, account, takesThem) => {
  expect(contactAccounts([account], [harbour, pagesOnly])).toEqual(takesThem ? [account] : [])
})

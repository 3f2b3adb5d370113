import { act, cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { closeContactFinder } from '../../ui/contact-finder.ts'
import {
  account,
  ada,
  answer,
  bo,
  field,
  layOut,
  open,
  placeOf,
  press,
} from './test-support/contact-screens.ts'

beforeEach(layOut)
afterEach(() => {
  act(closeContactFinder)
  cleanup()
})

describe('opening a contact by id or e-mail', () => {
  it('is reached from the list, asks the provider, and opens what is found', async () => {
    const user = userEvent.setup()
    const { fake, place } = open('/items')
    await press(user, 'More about contacts')
    await user.click(await screen.findByRole('menuitem', { name: 'Open a contact by id or e-mail…' }))
    await user.type(await field('Id or e-mail address'), ` ${ada.email ?? ''} {Enter}`)
    await waitFor(() => {
      expect(place()).toBe(placeOf(ada))
    })
    expect(fake.inputsOf('contacts.find')).toEqual([{ accountId: account.id, text: ada.email }])
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('is reached from the menu of the app', async () => {
    const { fake } = open('/sync')
    await screen.findByRole('heading', { level: 1 })
    act(() => {
      fake.emit('menuChosen', { command: 'find-contact' })
    })
    expect(await screen.findByRole('dialog', { name: 'Open a contact by id or e-mail' })).toBeDefined()
  })

  it('says in words that there is none, or why nobody could be asked', async () => {
    const user = userEvent.setup()
    const { fake, place } = open('/contacts/new')
    await press(user, 'Open by id or e-mail…')
    await user.type(await field('Id or e-mail address'), '424242')
    await press(user, 'Open contact')
    expect(await screen.findByText('Harbour has no contact with this id or e-mail address.')).toBeDefined()
    fake.override('contacts', 'find', answer({ kind: 'offline' }))
    await user.type(await field('Id or e-mail address'), '0')
    expect(screen.queryByText(/has no contact with this/)).toBeNull()
    await press(user, 'Open contact')
    expect((await screen.findByRole('alert')).textContent).toContain('T-77')
    fake.override('contacts', 'find', answer({ kind: 'merged-into', currentId: bo.externalId }))
    await press(user, 'Try again')
    await press(user, 'Open the current contact')
    await waitFor(() => {
      expect(place()).toBe(placeOf(bo))
    })
  })
})

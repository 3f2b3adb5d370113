import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import type { NeedReason } from '../../../shared/model/change.ts'
import { itemKey } from '../../../shared/model/item.ts'
import { aChange, anOutbox } from '../../test-support/fake-outbox.ts'
import { aClient, anAccount } from '../../test-support/fake-state.ts'
import { buttonsOf, lineOf, aNeed, openOutbox } from './test-support/open-outbox.tsx'

afterEach(cleanup)

const account = anAccount()
const otherKey = itemKey(account.providerId, account.id, 'contact', '2000')
const ada = () => lineOf('Ada')
const press = async (name: string) => userEvent.click((await ada()).getByRole('button', { name }))
const open = (reason: NeedReason, overrides: Parameters<typeof aNeed>[1] = {}) =>
  openOutbox({ needsYou: [aNeed(reason, overrides)] }, { clients: { harbour: aClient({ state: 'set' }) } })
const chosen = (fake: ReturnType<typeof open>['fake']): unknown[] =>
  fake.inputsOf('outbox.resolve').map((input) => (input as { resolution: unknown }).resolution)

describe('values that were refused', () => {
  const refused: NeedReason = {
    kind: 'refused',
    message: 'Property values were not valid',
    fields: [{ name: 'email', label: 'Email', message: 'not a valid address' }],
    sentCount: 3,
  }

  it('stand with their reasons, and what was sent all the same; the form mends them', async () => {
    const { app } = open(refused)
    const line = await ada()
    expect(line.getByText('Harbour did not accept what was sent.')).toBeTruthy()
    expect(line.getByText('Email: not a valid address')).toBeTruthy()
    expect(line.getByText(/The other 3 changes were sent/)).toBeTruthy()
    await press('Fix email')
    await waitFor(() => {
      expect(decodeURIComponent(app.place())).toMatch(/^\/contacts\/harbour/)
    })
  })

  it('U8 are discarded only after naming what is lost', async () => {
    const { fake } = open(refused)
    await press('Discard edit…')
    expect(within(await screen.findByRole('dialog')).getByText('Phone: +44 20 2')).toBeTruthy()
    expect(fake.inputsOf('outbox.discard')).toEqual([])
  })

  it('stand with what the provider said where it names no field, as text', async () => {
    open({ ...refused, fields: [], message: '<b>no</b>', sentCount: 0 })
    const line = await ada()
    expect(line.getByText('<b>no</b>')).toBeTruthy()
    expect(line.getByRole('button', { name: 'Fix it in the form' })).toBeTruthy()
  })
})

describe('a record that is no longer what it was', () => {
  it('deleted there: the edit is kept; create it again, or let it go', async () => {
    const { fake } = open({ kind: 'deleted-there' })
    const line = await ada()
    expect(line.getByText(/was deleted in Harbour/).parentElement?.textContent).toBe(
      'Ada Lovelace was deleted in Harbour. Your edit to Phone is kept here.',
    )
    await press('Let it go…')
    await userEvent.click(await screen.findByRole('button', { name: 'Keep it in the outbox' }))
    await press('Create again')
    expect(chosen(fake)).toEqual([{ kind: 'create-again' }])
  })

  it('merged there: the edit is applied to what both became', async () => {
    const { fake } = open({ kind: 'merged-there', currentKey: otherKey, currentName: 'Bo Chen' })
    expect((await ada()).getByText('Ada Lovelace was merged into Bo Chen in Harbour.')).toBeTruthy()
    expect(buttonsOf(await ada())).toEqual(['Apply to Bo Chen', 'Let it go…'])
    await press('Apply to Bo Chen')
    expect(chosen(fake)).toEqual([{ kind: 'go-on' }])
  })

  it('the other one of a merge is gone: says which, that the first stays as it is, and lets the merge go', async () => {
    open({ kind: 'other-gone' }, { kind: 'merge', fields: [], otherKey, otherName: 'Bo Chen' })
    const title = 'Bo Chen was deleted in Harbour, or merged into another contact.'
    expect((await ada()).getByText(title)).toBeTruthy()
    expect(
      (await ada()).getByText(/no longer be merged into Ada Lovelace, which stays as it is/),
    ).toBeTruthy()
    expect(buttonsOf(await ada())).toEqual(['Let it go…'])
    await press('Let it go…')
    await screen.findByRole('button', { name: 'Keep it in the outbox' })
  })

  it('changed there: what changed is shown; delete anyway, or keep the contact without losing anything', async () => {
    const reason: NeedReason = {
      kind: 'changed-there',
      fields: [{ name: 'city', label: 'City', before: 'Bath', now: 'York' }],
    }
    const { fake } = open(reason, { kind: 'delete', fields: [] })
    const row = (await ada()).getAllByRole('row')[1]
    expect(row?.textContent).toBe('CityBathYork')
    expect((await ada()).getByRole('columnheader', { name: 'Now in Harbour' })).toBeTruthy()
    await press('Delete anyway')
    expect(chosen(fake)).toEqual([{ kind: 'go-on' }])
    cleanup()
    const kept = open(reason, { kind: 'delete', fields: [] })
    await press('Keep the contact')
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(kept.fake.inputsOf('outbox.discard')).toEqual([{ ids: ['change-1'] }])
    cleanup()
    open(reason, { kind: 'merge', otherName: 'Bo', fields: [] })
    expect(buttonsOf(await ada())).toEqual(['Merge anyway', 'Keep both contacts'])
  })
})

describe('a contact that exists already', () => {
  const fields = [{ name: 'email', label: 'Email', before: '', after: 'ada@example.com' }]

  it('takes the values in, if the user wants it so', async () => {
    const { fake } = open(
      { kind: 'already-exists', existingKey: otherKey, existingName: 'Ada Byron' },
      { kind: 'create', fields },
    )
    const line = await ada()
    expect(line.getByText('A contact with ada@example.com exists in Harbour.')).toBeTruthy()
    expect(line.getByText(/Add your values to it instead\?/)).toBeTruthy()
    expect(buttonsOf(line)).toEqual(['Add to Ada Byron', 'Edit', 'Discard…'])
    await press('Add to Ada Byron')
    expect(chosen(fake)).toEqual([{ kind: 'go-on' }])
  })

  it('cannot where nobody said which one', async () => {
    open({ kind: 'already-exists', existingKey: null, existingName: null }, { kind: 'create' })
    const line = await ada()
    expect(line.getByText('A contact with these values exists in Harbour.')).toBeTruthy()
    expect(buttonsOf(line)).toEqual(['Edit', 'Discard…'])
  })
})

describe('a creation whose outcome is not known', () => {
  it('asks which contact it is, or whether to create it', async () => {
    const reason: NeedReason = {
      kind: 'outcome-unknown',
      candidates: [
        { key: otherKey, name: 'Ada Lovelace' },
        { key: itemKey(account.providerId, account.id, 'contact', '3'), name: '' },
      ],
    }
    const { fake } = open(reason, { kind: 'create' })
    const line = await ada()
    expect(line.getByText('Was Ada Lovelace created in Harbour?')).toBeTruthy()
    expect(line.getByRole('link', { name: '(no name)' })).toBeTruthy()
    await press('It is this one: Ada Lovelace')
    expect(chosen(fake)).toEqual([{ kind: 'adopt', key: otherKey }])
    cleanup()
    const none = open({ kind: 'outcome-unknown', candidates: [] }, { kind: 'create' })
    expect((await ada()).getByText('No contact that could be the one was found.')).toBeTruthy()
    expect(buttonsOf(await ada())).toEqual(['Create it', 'Let it go…'])
    await press('Create it')
    expect(chosen(none.fake)).toEqual([{ kind: 'create-again' }])
  })
})

describe('a connection that may not change contacts', () => {
  it('keeps the edit, names what is missing and leads to a sign-in that asks for it', async () => {
    const { app } = openOutbox(
      { needsYou: [aNeed({ kind: 'missing-permission', scopes: ['contacts.write', 'x.y'] })] },
      { accounts: [anAccount({ access: 'read' })], clients: { harbour: aClient({ state: 'set' }) } },
    )
    const line = await ada()
    expect(line.getByText(/may read contacts but not change them. Your edit is kept/).textContent).toContain(
      'What is missing: Change contacts, x.y',
    )
    expect(buttonsOf(line)).toEqual(['Reconnect with edit rights', 'Discard edit…'])
    await press('Reconnect with edit rights')
    await waitFor(() => {
      expect(app.place()).toContain('reconnect=account-1&access=write&returnTo=%2Foutbox')
    })
    expect(await screen.findByRole('radio', { name: /^Read and change/ })).toHaveProperty('checked', true)
  })
})

describe('whatever else went wrong', () => {
  it('stands with its reference, and can be tried again', async () => {
    const { fake } = open({
      kind: 'failed',
      error: { kind: 'unexpected-response', detail: 'no id' },
      reference: 'PT-9',
    })
    expect((await ada()).getByRole('alert').textContent).toContain('PT-9')
    await press('Try again')
    expect(fake.inputsOf('outbox.retry')).toEqual([{ ids: ['change-1'] }])
  })

  it('can be tried again also where nobody said what it was', async () => {
    const { fake } = openOutbox({ needsYou: [aChange({ state: 'needs-you' })] })
    await press('Try again')
    expect(fake.inputsOf('outbox.retry')).toEqual([{ ids: ['change-1'] }])
  })

  it('U15 a choice over an older state is refused and said, for every reason', async () => {
    const { fake } = open({ kind: 'deleted-there' })
    await ada()
    fake.state.outbox = anOutbox({ needsYou: [aNeed({ kind: 'deleted-there' }, { revision: 4 })] })
    await press('Create again')
    expect(await screen.findByText(/your choice was not used. This is how both sides are now/)).toBeTruthy()
    await press('Create again')
    expect(fake.inputsOf('outbox.resolve').at(-1)).toMatchObject({ revision: 4 })
  })
})

import { cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { accountIdSchema } from '../../../shared/model/account.ts'
import { createFakeClient } from '../../test-support/fake-client.ts'
import {
  anAccount,
  anAppState,
  aSyncStatus,
  aWorkspace,
  type FakeState,
  madeUpItems,
} from '../../test-support/fake-state.ts'
import { renderApp } from '../../test-support/render-app.tsx'
import { failWith } from '../../test-support/replies.ts'

afterEach(cleanup)

const workspace = aWorkspace()
function open(state: Partial<FakeState> = {}) {
  const fake = createFakeClient({
    app: anAppState({ workspace, workspaces: [workspace] }),
    accounts: [anAccount()],
    statuses: [aSyncStatus()],
    ...state,
  })
  renderApp(fake, '/sync?tab=storage')
  return fake
}
const factOf = async (name: string): Promise<string> =>
  (await screen.findByText(name, { selector: 'dt, dt bdi' })).closest('dt')?.nextElementSibling
    ?.textContent ?? ''

describe('the storage of a workspace', () => {
  it('U10 tells its size, its items by account, counted, and where it lies', async () => {
    const other = anAccount({ id: accountIdSchema.parse('account-2'), label: 'globex.example' })
    open({
      accounts: [anAccount(), other],
      items: [...madeUpItems(anAccount(), 'contact', 30), ...madeUpItems(other, 'deal', 4)],
    })
    expect(await factOf('Size on this computer')).toBe('34.2 MB')
    expect(await factOf('Items')).toBe('34')
    expect(await factOf('acme.example')).toBe('30')
    expect(await factOf('globex.example')).toBe('4')
    expect(await factOf('Where')).toContain('/home/ana/.config/Portolan')
    expect(screen.queryByRole('region', { name: 'Set aside' })).toBeNull()
  })

  it('names what was set aside', async () => {
    const engine = { sqlite: '3', extension: '2', cipher: 'aegis' }
    open({
      storage: {
        bytes: 900,
        items: 0,
        engine,
        accounts: [],
        setAside: ['/data/cache.db.damaged-1'],
        files: [],
      },
    })
    const section = within(await screen.findByRole('region', { name: 'Set aside' }))
    expect(section.getByText('/data/cache.db.damaged-1')).toBeTruthy()
    expect(await factOf('Size on this computer')).toBe('900 bytes')
  })

  it('checks the file on demand and says that it is whole', async () => {
    const fake = open()
    await userEvent.click(await screen.findByRole('button', { name: 'Check the file' }))
    expect(await screen.findByText('The file is whole. Nothing is wrong with it.')).toBeTruthy()
    expect(fake.inputsOf('storage.check')).toEqual([{}])
  })

  it('says what is wrong with the file and what to do', async () => {
    open({
      storageProblems: ['row 7 missing from index item_by_name', 'row 8 missing from index item_by_name'],
    })
    await userEvent.click(await screen.findByRole('button', { name: 'Check the file' }))
    expect(await screen.findByText(/^2 things are wrong with the file/)).toBeTruthy()
    const list = within(screen.getByRole('list', { name: 'What is wrong' }))
    expect(list.getAllByRole('listitem')).toHaveLength(2)
  })

  it('rebuilds the search on demand, and says so or why not', async () => {
    const fake = open()
    await userEvent.click(await screen.findByRole('button', { name: 'Rebuild search' }))
    expect(await screen.findByText('The search was rebuilt.')).toBeTruthy()
    fake.override('storage', 'rebuildSearch', () =>
      Promise.resolve(failWith({ kind: 'storage-full' }, 'ST-9')),
    )
    await userEvent.click(screen.getByRole('button', { name: 'Rebuild search' }))
    expect((await screen.findByRole('alert')).textContent).toContain('ST-9')
    expect(screen.queryByText('The search was rebuilt.')).toBeNull()
  })

  it('says what went wrong when the size cannot be told', async () => {
    const fake = open()
    fake.override('storage', 'get', () => Promise.resolve(failWith({ kind: 'storage-unavailable' }, 'ST-4')))
    cleanup()
    renderApp(fake, '/sync?tab=storage')
    expect((await screen.findByRole('alert')).textContent).toContain('ST-4')
  })
})

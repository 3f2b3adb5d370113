import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'
import { createProfile, startCoreInNode } from '../support/core-in-node.ts'

it('R37: says when the vault cannot be opened, and answers instead of ending', async () => {
  const profile = await createProfile()
  // A file where the folder belongs stands for everything that is refused before a byte is read.
  const folder = path.join(profile.folder, 'in the way')
  await writeFile(folder, '')
  const core = await startCoreInNode(
    { ...profile, folder },
    {
      endpoints: null,
      transport: { open: () => Promise.reject(new Error('nobody signs in here')) },
    },
  )
  try {
    expect(core.notices.list().map(({ kind }) => kind)).toEqual(['vault-not-opened'])
    const { workspaces, app } = core.handlers
    expect((await workspaces.create({ user: 'Ana', organisation: 'Acme' })).ok).toBe(false)
    expect((await app.getState({})).ok).toBe(true)
  } finally {
    await core.close()
    await profile.remove()
  }
})

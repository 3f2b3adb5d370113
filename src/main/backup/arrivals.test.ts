import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { err, ok } from '../../shared/result.ts'
import { workspaceIdSchema, workspaceSchema } from '../../shared/model/workspace.ts'
import { aKey, storeInTest } from '../../../tests/support/opened-store.ts'
import { temporaryFolder } from '../../../tests/support/temporary-folder.ts'
import { createVault, type Vault } from '../vault/vault.ts'
import { recordOf } from '../workspaces/workspaces.ts'
import { createArrivals } from './arrivals.ts'

const id = workspaceIdSchema.parse('w1')
const workspace = workspaceSchema.parse({
  id,
  user: 'Ana',
  organisation: 'Acme',
  isSample: false,
  createdAtMs: 1,
})
const never = new Promise<never>(() => undefined)

/** A vault that answers `calls` writes and then, as an app that is killed, none any more. */
function world() {
  const folder = temporaryFolder()
  const store = storeInTest()
  store.ask('openVault', { file: path.join(folder, 'vault.db'), key: aKey })
  const vault = createVault({ call: async (method, input) => ok(store.ask(method, input)) }, aKey)
  const files = path.join(folder, 'files')
  fs.mkdirSync(files)
  fs.writeFileSync(path.join(files, 'cache.db'), 'pages')
  const workspaces = path.join(folder, 'workspaces')
  const dyingAfter = (writes: number): Vault => {
    let left = writes
    return { ...vault, write: (...asked) => (left-- > 0 ? vault.write(...asked) : never) }
  }
  return {
    vault,
    arrivals: createArrivals({ vault, folder: workspaces }),
    dying: (writes: number) => createArrivals({ vault: dyingAfter(writes), folder: workspaces }),
    arriving: { workspace, key: aKey, files, writeRecords: async () => ok(null) },
    left: () => ({
      records: store.ask('listVaultRecords', { kind: null, workspaceId: null }).map(({ kind }) => kind),
      folders: fs.existsSync(workspaces) ? fs.readdirSync(workspaces) : [],
    }),
  }
}

const moment = () => new Promise((resolve) => setTimeout(resolve, 50))

describe('a workspace that comes out of a backup', () => {
  it.each([1, 2])(
    'R69, 59: is nowhere after the next start when the app ended after %i writes',
    async (writes) => {
      const { dying, arrivals, arriving, left } = world()
      void dying(writes).add(arriving)
      await moment()
      expect(left().records).not.toEqual([])
      expect(await arrivals.removeUnfinished()).toEqual(ok(null))
      expect(left()).toEqual({ records: [], folders: [] })
    },
  )

  it('R69, 59: is there, and holds back what waits, when the app ended right after its last record', async () => {
    const { dying, arrivals, arriving, left, vault } = world()
    void dying(3).add(arriving)
    await moment()
    expect(await arrivals.removeUnfinished()).toEqual(ok(null))
    expect(left().folders).toEqual([id])
    expect(await vault.read(recordOf('workspace', id), workspaceSchema)).toEqual(ok(workspace))
    expect(await arrivals.isUnopened(id)).toBe(true)
    expect(await arrivals.opened(id)).toEqual(ok(null))
    expect(await arrivals.isUnopened(id)).toBe(false)
    // Nothing of it is touched by later starts.
    await arrivals.removeUnfinished()
    expect(left().folders).toEqual([id])
  })

  it('59: leaves nothing when a step fails', async () => {
    const { arrivals, arriving, left } = world()
    const failing = { ...arriving, writeRecords: async () => err({ kind: 'storage-full' } as const) }
    expect(await arrivals.add(failing)).toEqual(err({ kind: 'storage-full' }))
    expect(left()).toEqual({ records: [], folders: [] })
  })

  it('59: counts as unopened where nobody can read whether it is', async () => {
    const { vault } = world()
    const unreadable: Vault = { ...vault, read: async () => err({ kind: 'vault-unreadable' }) }
    const arrivals = createArrivals({ vault: unreadable, folder: temporaryFolder() })
    expect(await arrivals.isUnopened(id)).toBe(true)
  })
})

import { valueOf, startCoreInNode, type Profile } from './core-in-node.ts'
import { aPassphrase, otherNames } from './backup-words.ts'
import { createScriptedBrowser } from './scripted-browser.ts'

/** What the test that ends this process tells it. */
export interface BackupOrderOfTest {
  readonly what: 'backup' | 'restore'
  readonly profile: Pick<Profile, 'folder' | 'kept'>
  readonly key: string
  readonly file: string
}

/** A program that makes a backup, or brings one back, and says when it has begun; whoever started it ends it. */
const order = JSON.parse(process.argv[2] ?? '') as BackupOrderOfTest
const core = await startCoreInNode(
  {
    ...order.profile,
    masterKey: {
      key: new Uint8Array(Buffer.from(order.key, 'hex')),
      protection: { state: 'persisted', method: 'key-store', backend: 'test' },
    },
    remove: async () => undefined,
  },
  {
    endpoints: null,
    transport: createScriptedBrowser({ consent: 'approve' }),
    chooseSaveFile: async () => order.file,
    chooseOpenFile: async () => order.file,
  },
)
const { backups } = core.handlers
if (order.what === 'backup') {
  valueOf(await backups.start({ passphrase: aPassphrase, hasSignIns: true }))
} else {
  valueOf(await backups.choose({}))
  valueOf(await backups.unlock({ passphrase: aPassphrase }))
  valueOf(await backups.restore(otherNames))
}
process.stdout.write('begun\n')

import { rotateMasterKey } from '../../src/main/vault/key-rotation.ts'
import { sealByKeyStore } from '../../src/main/vault/master-key.ts'
import { err } from '../../src/shared/result.ts'
import { fakeCipher } from './fake-cipher.ts'
import { keptFiles } from './rotation.ts'

// Puts a new key in place and ends without warning before the step of the given number; says "done" where it
// got to the end, and "ready" first.
const [folder = '', killAt = '0'] = process.argv.slice(2)
const files = keptFiles(folder)
const keys = await files.keys()
process.send?.('ready')
let step = 0
const endAt = (): void => {
  step += 1
  if (step === Number(killAt)) process.kill(process.pid, 'SIGKILL')
}
const rotated = await rotateMasterKey(
  {
    vaultFile: files.vaultFile,
    store: {
      call: async (method, input) => {
        endAt()
        return files.store.call(method, input)
      },
    },
    writeKeys: async (content) => {
      endAt()
      return files.writeKeys(content)
    },
  },
  keys,
  async (key) => {
    const seal = await sealByKeyStore(key, fakeCipher())
    return seal.ok ? seal : err({ kind: 'bug' })
  },
)
process.send?.(rotated.ok ? 'done' : rotated.error.kind, () => process.disconnect())

import { openByKeyStore } from '../../src/main/vault/master-key.ts'
import { fakeCipher } from './fake-cipher.ts'

// Opens a key file again and again with a key store that wants it sealed anew each time, until it is killed.
const [file = '', umask] = process.argv.slice(2)
if (umask !== undefined) process.umask(0)
const cipher = fakeCipher()
await openByKeyStore(file, cipher)
cipher.shouldReseal = true
process.send?.('ready')
for (;;) await openByKeyStore(file, cipher)

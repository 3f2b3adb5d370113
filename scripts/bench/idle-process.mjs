/**
 * Does nothing. For how long it is kept from it says how busy the machine is with others: the noise below the stalls of
 * the process that is measured.
 */
import { stallsOf } from './stalls.mjs'

const stalls = stallsOf()
process.on('message', () => process.send?.({ stalls: stalls() }))
process.once('disconnect', () => process.exit(0))
process.send?.('ready')

import { openDevice, sharedAccountId, type DeviceOrder } from './device.ts'

/** What a device's process tells: its grant is stored, here and in Redis, it has a token, or the grant is dead. */
export type Told =
  | { readonly kind: 'stored' }
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'dead'; readonly lines: readonly string[] }

process.on('message', (order: DeviceOrder) => void obey(order))

/** Asks for a token until there is one, as loads do that come again. */
async function obey(order: DeviceOrder): Promise<void> {
  const tell = (told: Told): void => void process.send?.(told)
  const device = openDevice(order)
  // As the app does at its start: what the last process did not get to Redis any more goes there now.
  const inStep = device.shared.reconcile(sharedAccountId)
  for (;;) {
    const token = await device.tokens.current(sharedAccountId)
    if (token.ok) {
      await device.shared.settled()
      tell({ kind: 'stored' })
      tell({ kind: 'token', token: token.value })
      break
    }
    if (device.isDead()) {
      tell({ kind: 'dead', lines: device.lines })
      break
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  await inStep
  await device.close()
}

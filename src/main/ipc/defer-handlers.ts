import { contract } from '../../shared/ipc/contract.ts'
import type { Handlers } from '../../shared/ipc/types.ts'

type Handle = (input: unknown) => Promise<unknown>
type Table = Readonly<Record<string, Readonly<Record<string, Handle>>>>

/** Asks at each call who answers now, and waits until somebody does. */
export function deferHandlers(current: () => Promise<Handlers>): Handlers {
  const table = Object.fromEntries(
    Object.entries(contract.endpoints).map(([domain, endpoints]) => [
      domain,
      Object.fromEntries(
        Object.keys(endpoints).map((name) => [
          name,
          async (input: unknown) => {
            const ready = (await current()) as unknown as Table
            return ready[domain]?.[name]?.(input)
          },
        ]),
      ),
    ]),
  )
  // The contract's own names, so the shape is the one of Handlers.
  return table as unknown as Handlers
}

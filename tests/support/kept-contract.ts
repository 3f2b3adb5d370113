import type { CoreHandlers } from '../../src/main/ipc/handlers.ts'
import { contract } from '../../src/shared/ipc/contract.ts'
import type { Endpoint } from '../../src/shared/ipc/endpoint.ts'
import type { Result } from '../../src/shared/result.ts'

type Handle = (input: unknown) => Promise<Result<unknown, unknown>>
type Table<Entry> = Readonly<Record<string, Readonly<Record<string, Entry>>>>

/**
 * The handlers, whose answers are held to the contract as they are on their way to a window: one that does not
 * match throws. Without it, a test of the core would accept what no window ever gets to see.
 */
export function keptToContract(handlers: CoreHandlers): CoreHandlers {
  const endpoints: Table<Endpoint> = contract.endpoints
  const kept = Object.entries(handlers as unknown as Table<Handle>).map(([domain, ofDomain]) => [
    domain,
    Object.fromEntries(
      Object.entries(ofDomain).map(([name, handle]) => [
        name,
        async (input: unknown) => {
          const result = await handle(input)
          if (!result.ok) return result
          const value = endpoints[domain]?.[name]?.output.parse(result.value)
          return { ...result, value }
        },
      ]),
    ),
  ])
  return Object.fromEntries(kept)
}

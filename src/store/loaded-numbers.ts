import type { ItemFilter } from '../shared/model/filter.ts'
import { conditionsOf } from '../shared/model/filter-tests.ts'
import type { StoreRequest } from '../shared/store-messages.ts'
import { hasPhoneNumbers, loadPhoneNumbers } from './phone-numbers.ts'

/** What of an input can name a filter; the protocol types it, per method. */
interface Filtering {
  readonly query?: Filtered
  readonly rows?: { readonly query?: Filtered }
  readonly tallies?: readonly Filtered[]
}

interface Filtered {
  readonly filter: ItemFilter | null
}

/**
 * Passes requests on in the order of arrival. The first one that asks which phone numbers cannot be any waits for the
 * numbers of all countries, and what comes meanwhile waits behind it.
 */
export function withPhoneNumbers(answer: (request: StoreRequest) => void): (request: StoreRequest) => void {
  let waiting: StoreRequest[] | null = null
  return (request) => {
    if (waiting !== null) {
      waiting.push(request)
      return
    }
    if (hasPhoneNumbers() || !asksForNumbers(request)) {
      answer(request)
      return
    }
    const held = [request]
    waiting = held
    const goOn = (): void => {
      waiting = null
      held.forEach(answer)
    }
    loadPhoneNumbers().then(goOn, (error: unknown) => {
      // Whoever asks for them is told that it failed; main logs what stands here.
      console.error('the phone numbers are not loaded', error instanceof Error ? error.name : '')
      goOn()
    })
  }
}

function asksForNumbers({ method, input }: StoreRequest): boolean {
  if (method === 'findDuplicates') return true
  if (typeof input !== 'object' || input === null) return false
  const { query, rows, tallies = [] } = input as Filtering
  return [query, rows?.query, ...tallies].some((filtered) =>
    conditionsOf(filtered?.filter ?? null).some(({ test }) => test === 'invalid'),
  )
}

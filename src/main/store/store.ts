import type { AppError } from '../../shared/errors.ts'
import type { Result } from '../../shared/result.ts'
import type { StoreInput, StoreMethod, StoreOutput } from '../../shared/store-protocol.ts'

/**
 * The store as main sees it: one typed call. Answers `storage-unavailable` when its process is gone for good, and
 * `cancelled` once the app closes it.
 */
export interface Store {
  call<M extends StoreMethod>(method: M, input: StoreInput<M>): Promise<Result<StoreOutput<M>, AppError>>
}

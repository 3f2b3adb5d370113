import type { ContractNames } from './contract-names.ts'

declare const __CONTRACT_NAMES__: ContractNames

/**
 * The contract's names as the build wrote them (electron.vite.config.ts). Where only they are needed, at the start of the
 * window and in the preload, making all the schemas first would be time that somebody waits.
 */
export const contractNames = __CONTRACT_NAMES__

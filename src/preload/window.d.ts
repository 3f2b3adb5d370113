import type { Client } from '../shared/ipc/types.ts'

declare global {
  interface Window {
    readonly api: Client
  }
}

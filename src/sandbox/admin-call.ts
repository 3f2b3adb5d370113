import { jsonReply, type SandboxReply } from './exchange.ts'

/** A call of the admin port, taken apart: the parts of the path, and the JSON of the body. */
export type AdminCall = { method: string; segments: readonly string[]; body: unknown }

/** An error of the admin port: `{ message }`, a sentence for a person. */
export function refuseAdmin(status: number, message: string): SandboxReply {
  return jsonReply(status, { message })
}

import type { Fault } from '../../src/sandbox/faults.ts'
import type { Sandbox } from '../../src/sandbox/start-sandbox.ts'

/** HubSpot's calls for records, for faults that are to hit one way of reading and not the other. */
export const objects = '/crm/objects/2026-09'

export const lists = (type: string): Pick<Fault, 'method' | 'path'> => ({
  method: 'GET',
  path: `${objects}/${type}`,
})

export const searches = (type: string): Pick<Fault, 'method' | 'path'> => ({
  method: 'POST',
  path: `${objects}/${type}/search`,
})

/** The calls that a sandbox was asked since `fromMs`: those that stalled in a test before are answered late. */
export const callsSince = (sandbox: Sandbox, fromMs: number) =>
  sandbox.requests.entries().filter(({ startedAtMs }) => startedAtMs >= fromMs)

/** Whether a call is this one, as `GET /path`. */
export const isCall =
  (call: string) =>
  ({ method, path }: { readonly method: string; readonly path: string }): boolean =>
    `${method} ${path}` === call

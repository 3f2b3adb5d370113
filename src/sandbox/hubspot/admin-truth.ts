import { refuseAdmin } from '../admin-call.ts'
import { jsonReply, type SandboxReply } from '../exchange.ts'
import { readObjectType } from './object-types.ts'
import type { HubSpotTruth } from './truth.ts'

/**
 * What the account holds at this moment (truth.ts), each as `{ results }`:
 * - `GET truth/records/{type}`, and with `/{name},{name}` behind it only these properties.
 * - `GET truth/archived/{type}`, `truth/merged/{type}`, `truth/associations/{from}/{to}`.
 * - `GET truth/owners`, `truth/pipelines/{type}`, `truth/properties/{type}`.
 */
export function answerTruth(truth: HubSpotTruth, [what, first, second]: readonly string[]): SandboxReply {
  const results = what === 'owners' ? truth.owners() : tell(truth, what, first, second)
  return results === undefined
    ? refuseAdmin(400, 'There is nothing of that kind to tell')
    : jsonReply(200, { results })
}

function tell(
  truth: HubSpotTruth,
  what: string | undefined,
  typeName: string | undefined,
  second: string | undefined,
): readonly unknown[] | undefined {
  const type = readObjectType(typeName)
  if (type === undefined) return undefined
  switch (what) {
    case 'records':
      return truth.records(type, second?.split(','))
    case 'archived':
      return truth.archived(type)
    case 'merged':
      return truth.merged(type)
    case 'associations': {
      const to = readObjectType(second)
      return to === undefined ? undefined : truth.associations(type, to)
    }
    case 'pipelines':
      return truth.pipelines(type)
    case 'properties':
      return truth.properties(type)
    default:
      return undefined
  }
}

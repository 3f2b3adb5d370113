import type { SandboxReply } from '../exchange.ts'
import { between, createRandom, type Random } from '../random.ts'
import type { RouteParams } from '../routes.ts'
import type { HubSpotBehaviour } from './behaviour.ts'
import { readObjectType, type ObjectType } from './object-types.ts'
import type { Records } from './records.ts'
import type { HubSpotRoute } from './route.ts'

const STREAM = 77
const ONE = '/crm/objects/{version}/{type}/{id}'
const PAGES = ['GET /crm/objects/{version}/{type}', 'POST /crm/objects/{version}/{type}/search']
/** The first records are left alone: tests know them. */
const FIRST = 10
const ATTEMPTS = 50

/** A text that somebody may well change, per type. */
const FIELD: Record<ObjectType, string> = {
  contacts: 'jobtitle',
  companies: 'about_us',
  deals: 'hs_next_step',
}

/** What creates a record of a type. */
const NEW: Record<ObjectType, (turn: number) => Record<string, string>> = {
  contacts: (turn) => ({ firstname: 'Latecomer', lastname: String(turn) }),
  companies: (turn) => ({ name: `Latecomer ${turn}` }),
  deals: (turn) => ({
    dealname: `Latecomer ${turn}`,
    pipeline: 'default',
    dealstage: 'appointmentscheduled',
  }),
}

/**
 * Other people who work in the account at the same time, when it is told to have them: they change a record
 * right after the client has read it, or move the records about between two pages.
 */
export function createSomebodyElse(
  seed: number,
  records: Record<ObjectType, Records>,
  behaviour: () => HubSpotBehaviour,
): (route: HubSpotRoute, params: RouteParams, reply: SandboxReply) => void {
  let turn = 0
  return (route, { type: typeName }, reply) => {
    const { changesAfterRead, changesBetweenPages } = behaviour()
    if ((!changesAfterRead && !changesBetweenPages) || reply.status !== 200) return
    const type = readObjectType(typeName)
    if (type === undefined) return
    if (changesAfterRead && route.method === 'GET' && route.path === ONE) {
      turn++
      const { id } = JSON.parse(reply.body) as { id: string }
      records[type].update(id, { [FIELD[type]]: `Changed by somebody else, ${turn}` })
    }
    if (changesBetweenPages && PAGES.includes(`${route.method} ${route.path}`)) {
      turn++
      stir(type, records[type], turn, createRandom(seed, STREAM, turn))
    }
  }
}

function stir(type: ObjectType, records: Records, turn: number, random: Random): void {
  const changed = findLive(records, random)
  if (changed !== undefined) records.update(changed, { [FIELD[type]]: `Changed by somebody else, ${turn}` })
  const leaver = findLive(records, random)
  if (leaver !== undefined) records.archive(leaver)
  records.create(NEW[type](turn))
}

function findLive(records: Records, random: Random): string | undefined {
  if (records.size() <= FIRST) return undefined
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const index = between(random, FIRST, records.size() - 1)
    if (records.isLive(index)) return records.at(index)?.id
  }
  return undefined
}

import { OBJECT_TYPES, type ObjectType } from '../../../src/sandbox/hubspot/object-types.ts'
import type { HubSpot } from '../../../src/sandbox/hubspot/server.ts'
import { actOnce, below, drawUntil, oneOf, typedText, type Act, type Random } from './acts.ts'

/** Properties that people type texts into. */
const TEXTS: Record<ObjectType, readonly string[]> = {
  contacts: ['firstname', 'lastname', 'jobtitle', 'city', 'phone', 'company', 'message', 'customer_number'],
  companies: ['name', 'city', 'phone', 'about_us', 'description', 'website'],
  deals: ['dealname', 'description', 'hs_next_step', 'closed_lost_reason'],
}

const TIED: readonly (readonly [ObjectType, ObjectType])[] = [
  ['contacts', 'companies'],
  ['deals', 'contacts'],
  ['deals', 'companies'],
]

/** One random change of the account by somebody else. The text says what it was. */
export function hubspotStep(random: Random, hubspot: HubSpot): string {
  const { records, ties, truth } = hubspot
  const anyType = (): ObjectType => oneOf(random, [...OBJECT_TYPES, 'contacts', 'contacts']) ?? 'contacts'
  const anyLive = (type: ObjectType): string | null =>
    drawUntil(() => {
      const index = below(random, records[type].size())
      return records[type].isLive(index) ? (records[type].at(index)?.id ?? null) : null
    })
  const anyArchived = (type: ObjectType): string | null => oneOf(random, truth.archived(type))?.id ?? null
  const someText = (type: ObjectType): Record<string, string> => ({
    // Emptied now and then: the property is unset from then on.
    [oneOf(random, TEXTS[type]) ?? 'city']: random() < 0.15 ? '' : typedText(random),
  })
  /** Does something to one live record. */
  const toOne = (act: (type: ObjectType, id: string) => string | null): string | null => {
    const type = anyType()
    const id = anyLive(type)
    return id === null ? null : act(type, id)
  }

  const acts: readonly Act[] = [
    {
      weight: 12,
      perform: () => {
        const type = anyType()
        const properties = { ...someText(type), ...birth(type, random) }
        const { id } = records[type].create(properties)
        const other = oneOf(
          random,
          TIED.filter(([from]) => from === type),
        )
        const otherId = other === null || random() < 0.5 ? null : anyLive(other[1])
        if (other !== null && otherId !== null) ties.tie({ type, id }, { type: other[1], id: otherId })
        return `created ${type} ${id}`
      },
    },
    {
      weight: 26,
      perform: () =>
        toOne((type, id) => {
          const changes = someText(type)
          records[type].update(id, changes)
          return `changed ${type} ${id}: ${JSON.stringify(changes)}`
        }),
    },
    {
      weight: 6,
      perform: () => {
        const type = anyType()
        const ids = new Set(Array.from({ length: 2 + below(random, 20) }, () => anyLive(type) ?? ''))
        ids.delete('')
        for (const id of ids) records[type].update(id, someText(type))
        return ids.size === 0 ? null : `changed ${ids.size} ${type} at once`
      },
    },
    {
      weight: 9,
      perform: () =>
        toOne((type, id) => {
          records[type].archive(id)
          return `archived ${type} ${id}`
        }),
    },
    {
      weight: 6,
      perform: () => {
        const type = anyType()
        const id = anyArchived(type)
        if (id === null) return null
        records[type].restore(id)
        return `restored ${type} ${id}`
      },
    },
    {
      weight: 3,
      perform: () => {
        const id = anyLive('contacts')
        if (id === null) return null
        records.contacts.purge(id)
        return `purged contacts ${id}`
      },
    },
    {
      weight: 1,
      perform: () => {
        const type = anyType()
        const id = anyArchived(type)
        if (id === null) return null
        records[type].purge(id)
        return `purged ${type} ${id} from the recycle bin`
      },
    },
    {
      weight: 5,
      perform: () =>
        toOne((type, id) => {
          const other = anyLive(type)
          if (other === null || other === id) return null
          // Both are known of HubSpot: the primary one's id stays, or a new record comes to be.
          const left = hubspot.merge(type, id, other, random() < 0.5 ? 'new' : 'primary')
          return left === undefined ? null : `merged ${type} ${other} into ${id}: ${left}`
        }),
    },
    {
      weight: 9,
      perform: () => {
        const [from, to] = oneOf(random, TIED) ?? ['contacts', 'companies']
        const [id, other] = [anyLive(from), anyLive(to)]
        if (id === null || other === null) return null
        const roles =
          random() < 0.3 ? (['primary'] as const) : random() < 0.3 ? (['consultant'] as const) : []
        ties.tie({ type: from, id }, { type: to, id: other }, roles)
        return `tied ${from} ${id} to ${to} ${other} ${roles.join()}`
      },
    },
    {
      weight: 7,
      perform: () => {
        const [from, to] = oneOf(random, TIED) ?? ['contacts', 'companies']
        const tie = drawUntil(() => {
          const id = anyLive(from)
          return id === null ? null : (oneOf(random, truth.tiesOf({ type: from, id }, to)) ?? null)
        }, 10)
        if (tie === null) return null
        ties.untie({ type: from, id: tie.from }, { type: to, id: tie.to })
        return `untied ${from} ${tie.from} from ${to} ${tie.to}`
      },
    },
  ]
  return actOnce(random, acts)
}

/** What a record of a kind cannot be without. */
function birth(type: ObjectType, random: Random): Record<string, string> {
  const number = below(random, 1_000_000_000)
  switch (type) {
    case 'contacts':
      return random() < 0.2 ? {} : { email: `storm.${number}@example.com` }
    case 'companies':
      return { name: `Storm ${number}`, domain: `storm${number}.example` }
    case 'deals':
      return { dealname: `Storm ${number}`, pipeline: 'default', dealstage: 'appointmentscheduled' }
  }
}

